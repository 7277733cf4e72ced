/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Transforms of subjects, and mappings of published subjects. Entry class:
 * {@link soma.plugin.subject.mapping.api.SubjectTransform}. Immutable values, for any thread.
 */
@NullMarked
package soma.plugin.subject.mapping.api;

import org.jspecify.annotations.NullMarked;
