/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who wants which subject: a trie of tokens that any thread reads without a lock while one at a time changes it. Entry
 * class: {@link soma.kernel.index.SubjectIndex}. A {@link soma.kernel.index.MatchSet} belongs to one thread.
 */
@NullMarked
package soma.kernel.index;

import org.jspecify.annotations.NullMarked;
