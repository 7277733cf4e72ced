/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import org.jspecify.annotations.Nullable;

/**
 * What INFO tells about one connection.
 *
 * @param protocol       the name of the protocol that sends it
 * @param clientId       the number of the session; 0 to leave it out
 * @param clientIp       the peer's address without port; empty to leave it out
 * @param nonce          what the client is to sign; empty to leave it out
 * @param maxPayload     the largest message of this connection, -1 for no limit
 * @param connectedSpace in the INFO after CONNECT the name of the connection's space, else null
 * @param lameDuck       whether the server asks its clients to go elsewhere
 * @param securable      whether the connection could be secured; one that never leaves the JVM cannot, and need not be
 */
public record InfoFacts(
        String protocol,
        long clientId,
        String clientIp,
        String nonce,
        long maxPayload,
        @Nullable String connectedSpace,
        boolean lameDuck,
        boolean securable) {}
