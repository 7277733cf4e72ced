/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Subjects of imports, in which wildcards may be numbered. Entry class:
 * {@link soma.plugin.accounts.subject.LocalSubject}. Pure functions, for any thread.
 */
@NullMarked
package soma.plugin.accounts.subject;

import org.jspecify.annotations.NullMarked;
