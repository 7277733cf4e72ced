/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The Java client end to end against the server under test: what applications do, as they do it.
 * {@link soma.compat.client.Clients} opens connections; the tests are grouped by what they exercise. Handlers run on
 * the client's threads.
 */
@NullMarked
package soma.compat.client;

import org.jspecify.annotations.NullMarked;
