/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A client that sends and receives bytes as they are, for everything that a well-behaved client library would never do.
 * {@link soma.compat.wire.WireClient} is the way in; {@link soma.compat.wire.ReceiveQueue} tells when the server has
 * read what was sent. A client belongs to the thread that uses it.
 */
@NullMarked
package soma.compat.wire;

import org.jspecify.annotations.NullMarked;
