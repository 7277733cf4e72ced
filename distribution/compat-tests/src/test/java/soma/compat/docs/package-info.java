/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Holds the documentation against the sources. {@link soma.compat.docs.IncludedSourceTest} is the way in. Everything is
 * called from the test's thread.
 */
@NullMarked
package soma.compat.docs;

import org.jspecify.annotations.NullMarked;
