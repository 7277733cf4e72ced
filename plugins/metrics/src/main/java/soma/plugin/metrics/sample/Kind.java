/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.sample;

import java.util.Locale;

/** What kind of number a metric is, in the words of the text format. */
public enum Kind {
    /** It rises and falls, or nobody says that it does not. */
    GAUGE,
    /** It only grows. */
    COUNTER,
    /** Nobody says what it does. */
    UNTYPED;

    /** Returns the word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
