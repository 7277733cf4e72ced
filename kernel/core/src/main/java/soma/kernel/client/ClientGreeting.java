/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.kernel.info.InfoFacts;
import soma.kernel.lane.Lane;
import soma.spi.space.SubjectSpace;

/**
 * Tells a client about the server: INFO when it comes, after its first PING, and when something has changed. Confined to the
 * session's loop.
 */
final class ClientGreeting {
    private static final byte[] PONG = "PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ClientSession session;
    private final Lane lane;
    private final String nonce;
    private final long id;
    private volatile boolean firstPongSent;
    private volatile boolean secured;
    private boolean leaving;

    ClientGreeting(ClientSession session, Lane lane, String nonce, long id) {
        this.session = session;
        this.lane = lane;
        this.nonce = nonce;
        this.id = id;
    }

    /** Tells the client about the server, at once: what comes later may already be secured. */
    void greet() {
        secured = session.link().security() != null;
        sendInfo(null);
        lane.flush();
    }

    /** Returns whether the greeting was secured, so that the handshake came first. Any thread may call this. */
    boolean wasSecured() {
        return secured;
    }

    /** Answers a PING; the first one after CONNECT also tells what the client was admitted to. */
    void ping() {
        session.trace().out("PONG");
        session.send(PONG);
        if (!firstPongSent && session.admission().isConnected()) {
            firstPongSent = true;
            SubjectSpace space = session.space();
            if (session.admission().options().protocol() >= 1 && space != null) {
                sendInfo(space.name());
            }
        }
    }

    /** Returns whether the client takes INFO more than once, and is ready for it. Any thread may call this. */
    boolean takesMore() {
        return session.isOpen()
                && firstPongSent
                && session.admission().options().protocol() >= 1;
    }

    /** Asks the client to go to another server, if it takes INFO more than once. */
    void leave() {
        leaving = true;
        again();
    }

    /** Tells it again, if the client takes INFO more than once. */
    void again() {
        if (takesMore()) {
            sendInfo(null);
            lane.flushSoon();
        }
    }

    private void sendInfo(@Nullable String connectedSpace) {
        ClientEnvironment environment = session.environment();
        session.send(environment
                .info()
                .write(new InfoFacts(
                        ClientProtocol.NAME,
                        id,
                        session.link().remoteHost(),
                        nonce,
                        session.limits().payloadLimit(),
                        connectedSpace,
                        leaving || environment.isLameDuck(),
                        session.link().takesTls())));
    }
}
