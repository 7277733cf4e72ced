/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Starts, watches and ends the server executable under test as a process of its own.
 * {@link soma.compat.server.ServerProcess} is the way in; it knows nothing of the server but its flags, its ports file
 * and its log. Everything here is called from the test's thread.
 */
@NullMarked
package soma.compat.server;

import org.jspecify.annotations.NullMarked;
