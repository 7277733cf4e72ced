/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.message.ByteView;
import soma.spi.transport.EventLoop;
import soma.spi.transport.LinkSecurity;

/**
 * How a connection begins where links are secured: who speaks first, when INFO goes out, and whether the peer may stay in the
 * clear. Confined to the session's loop; the session lets go of it when the link is as it will stay.
 */
final class SecureStart {
    private static final Logger LOG = LoggerFactory.getLogger(SecureStart.class);

    /** What the first byte of a handshake is: the record type of TLS. */
    private static final byte HANDSHAKE = 0x16;

    private final ClientSession session;
    private final LinkSecurity.Policy policy;
    private boolean greeted;
    private boolean shakingHands;
    private EventLoop.@Nullable Timer timer;

    SecureStart(ClientSession session, LinkSecurity.Policy policy) {
        this.session = session;
        this.policy = policy;
    }

    void start() {
        Duration fallback = policy.fallback();
        if (!policy.first()) {
            greet();
            shakeHandsUnlessOptional();
        } else if (fallback != null) {
            timer = session.loop().schedule(this::fallBack, fallback.toNanos());
        } else {
            shakeHandsUnlessOptional();
        }
    }

    /** Sends INFO after all, to a peer that waits for it. */
    private void fallBack() {
        if (session.isOpen() && !shakingHands) {
            greet();
            shakeHandsUnlessOptional();
        }
    }

    /** Begins the handshake, or waits for a peer that may do without; one that stays silent does. */
    private void shakeHandsUnlessOptional() {
        if (policy.optional()) {
            timer = session.loop()
                    .schedule(this::stayInTheClear, policy.timeout().toNanos());
        } else {
            shakeHands();
        }
    }

    private void stayInTheClear() {
        if (session.isOpen() && !shakingHands) {
            session.begin();
        }
    }

    private void greet() {
        if (!greeted) {
            greeted = true;
            session.greeting().greet();
        }
    }

    /** Looks at the first bytes of a peer; if they are no handshake and need not be one, the session begins with them. */
    boolean isInTheClear(ByteView bytes) {
        if (shakingHands || bytes.isEmpty()) {
            return false;
        }
        stop();
        if (bytes.byteAt(0) == HANDSHAKE || !policy.optional() || !greeted) {
            shakeHands();
            return false;
        }
        session.begin();
        return true;
    }

    private void shakeHands() {
        shakingHands = true;
        Optional<SSLEngine> engine = policy.engine(session.link().remoteAddress(), false);
        if (engine.isEmpty()) {
            session.fail(ClientErrors.THROTTLED, CloseReason.MAX_CONNECTIONS);
            return;
        }
        session.link().startTls(engine.get());
        timer = session.loop()
                .schedule(
                        () -> session.close(CloseReason.HANDSHAKE_FAILURE),
                        policy.timeout().toNanos());
    }

    /** Returns why a link that was to be secured has ended; logs it if that is what has failed. */
    String reasonOf(@Nullable Throwable cause) {
        if (shakingHands || !policy.optional()) {
            LOG.error("{} - TLS handshake error: {}", session, cause == null ? "EOF" : cause.getMessage());
            return CloseReason.HANDSHAKE_FAILURE;
        }
        return CloseReason.of(cause);
    }

    /** Hears that the link is secured. */
    void secured() {
        stop();
        greet();
        session.begin();
    }

    /** Waits for nothing any more. */
    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
