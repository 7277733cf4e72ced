/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What one thread uses to deliver: a lane per event loop, and in it the bytes staged for each connection until the end of the
 * turn. Entry class: {@link soma.kernel.lane.Lanes}. A lane and everything in it belongs to one thread at a time.
 */
@NullMarked
package soma.kernel.lane;

import org.jspecify.annotations.NullMarked;
