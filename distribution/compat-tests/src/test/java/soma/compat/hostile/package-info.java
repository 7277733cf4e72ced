/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Attacks on the client port, named after the advisories and audit findings that they come from.
 * {@link soma.compat.hostile.Siege} is the oracle: whatever was sent, the server lives, serves others promptly and
 * holds no more memory. Tests run on the test's thread.
 */
@NullMarked
package soma.compat.hostile;

import org.jspecify.annotations.NullMarked;
