/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Subject spaces: an index each, the profiles under which it is published to, and the log that tells listeners of interest.
 * Entry class: {@link soma.kernel.space.SpaceTable}. Safe for any thread.
 */
@NullMarked
package soma.kernel.space;

import org.jspecify.annotations.NullMarked;
