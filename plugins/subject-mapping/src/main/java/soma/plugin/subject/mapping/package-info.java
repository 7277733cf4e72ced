/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Mapped subjects, and the transforms behind them. Entry class: {@link soma.plugin.subject.mapping.SubjectMappingPlugin}.
 */
@NullMarked
package soma.plugin.subject.mapping;

import org.jspecify.annotations.NullMarked;
