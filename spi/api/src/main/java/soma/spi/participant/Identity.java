/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.participant;

import soma.spi.annotation.Api;

/**
 * Who a participant is, for logs, monitoring and events.
 *
 * @param id   the number of its session, from one counter for all protocols; 0 for plugins
 * @param kind what kind of connection, in the words of monitoring: {@code "Client"}
 * @param name what it calls itself; may be empty
 * @param user as whom it was authenticated; may be empty
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Identity(long id, String kind, String name, String user) {}
