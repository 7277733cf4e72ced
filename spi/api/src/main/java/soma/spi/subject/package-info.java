/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The rules of subjects: tokens, wildcards, subsets and overlap. Entry class: {@link soma.spi.subject.Subjects}. Pure
 * functions, for any thread.
 */
@NullMarked
package soma.spi.subject;

import org.jspecify.annotations.NullMarked;
