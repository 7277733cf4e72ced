/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import soma.spi.annotation.Api;

/**
 * A message that owns its bytes. The arrays belong to it: whoever reads them must not change them.
 *
 * @param subject what subscribers see
 * @param reply   the reply subject; empty for none
 * @param headers the whole header block; empty for none
 * @param payload the payload without headers
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // the arrays are the message; copies would double its memory
public record HeldMessage(String subject, String reply, byte[] headers, byte[] payload) {}
