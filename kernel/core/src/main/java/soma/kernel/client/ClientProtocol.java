/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import soma.kernel.random.SystemRandom;
import soma.spi.protocol.Protocol;
import soma.spi.transport.Link;

/** The protocol that clients speak. Safe for any loop. */
public final class ClientProtocol implements Protocol {
    /** The name of this protocol. */
    public static final String NAME = "client";

    /** The section of the listener that clients of this protocol come through. */
    static final String LISTENER = "";

    private static final int NONCE_BYTES = 11;

    private final ClientEnvironment environment;
    private final SystemRandom random = new SystemRandom();

    /** Makes the protocol of a server. */
    public ClientProtocol(ClientEnvironment environment) {
        this.environment = environment;
    }

    /** Returns whether what goes over the wire is logged. */
    public static boolean isTraced() {
        return WireTrace.isOn();
    }

    /** Closes clients, any of them, that are more than may be connected since the limit was lowered. */
    public static void closeSurplus(ClientEnvironment environment, RandomGenerator random) {
        List<Session> clients = new ArrayList<>(environment.sessions().clients());
        int most = Math.max(0, environment.options().limits().maxConnections());
        if (clients.size() > most) {
            Collections.shuffle(clients, Random.from(random));
            clients.subList(most, clients.size())
                    .forEach(client -> client.refuse(ClientErrors.MAX_CONNECTIONS.text(), CloseReason.MAX_CONNECTIONS));
        }
    }

    @Override
    public Session open(Link link, boolean dialed) {
        ClientSession session =
                new ClientSession(environment, link, environment.sessions().nextId(), nonce());
        session.start();
        return session;
    }

    private String nonce() {
        if (!environment.authentication().needsNonce()) {
            return "";
        }
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
