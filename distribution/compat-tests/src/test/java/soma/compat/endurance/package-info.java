/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Long runs, not part of the default build: {@link soma.compat.endurance.SoakTest} (profile {@code soak}) and
 * {@link soma.compat.endurance.FuzzTest} (profile {@code fuzz}). Both print their seed; the soak runs its clients on
 * threads of their own.
 */
@NullMarked
package soma.compat.endurance;

import org.jspecify.annotations.NullMarked;
