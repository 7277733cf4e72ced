/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.auth.AuthenticationChain;
import soma.kernel.auth.ClientAuthRequest;
import soma.kernel.json.JsonException;
import soma.kernel.participant.SessionParticipant;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.participant.Identity;
import soma.spi.route.Origin;
import soma.spi.transport.EventLoop;
import soma.spi.transport.LinkSecurity;

/**
 * Lets a client in: what CONNECT says, who the authenticators say it is, and when that ends. While an answer is awaited
 * nothing more is read. Confined to the session's loop.
 */
final class ClientAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAdmission.class);
    private static final String CONNECTION_TYPE = "STANDARD";

    /** More than any connection lasts, and little enough to count in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ClientSession session;
    private final ClientEnvironment environment;
    private final EventLoop loop;
    private final String nonce;
    private ConnectOptions options = ConnectOptions.INITIAL;
    private @Nullable Admission admitted;
    private boolean connected;
    private boolean asking;
    private EventLoop.@Nullable Timer deadline;
    private EventLoop.@Nullable Timer expiry;

    ClientAdmission(ClientSession session, String nonce) {
        this.session = session;
        this.environment = session.environment();
        this.loop = session.loop();
        this.nonce = nonce;
    }

    /** Lets the client in at once if there is nobody to judge it, else waits for it to say who it is. */
    void start() {
        AuthenticationChain chain = environment.authentication();
        if (!chain.judges()) {
            admit(Admission.to(environment.spaces().defaultSpace()));
        } else if (chain.required()) {
            awaitWithin(environment.authTimeout(session.policy()));
        }
    }

    /** Judges a client that does without CONNECT; when nobody may, it is refused. */
    void anonymous() {
        if (!environment.authentication().admitsAnonymous()) {
            session.fail(ClientErrors.AUTHORIZATION, CloseReason.AUTHENTICATION_FAILURE);
        } else if (!asking) {
            cancelTimers();
            ask(this::answeredAnonymous);
        }
    }

    /** Returns what the client said in CONNECT. */
    ConnectOptions options() {
        return options;
    }

    /** Returns whether CONNECT was received. */
    boolean isConnected() {
        return connected;
    }

    /** Does CONNECT. It may be repeated: then everything begins anew. */
    void connect(Map<String, @Nullable Object> fields) {
        cancelTimers();
        session.pings().connected(loop.nanoTime() - session.openedAt());
        try {
            options = options.with(fields);
        } catch (JsonException e) {
            LOG.debug("{} - CONNECT: {}", session, e.getMessage());
            session.close(CloseReason.PROTOCOL_VIOLATION);
            return;
        }
        if (connected) {
            session.leave();
        }
        connected = true;
        ask(this::answered);
    }

    /** Authenticates again with what CONNECT said, after what authenticators know has changed. */
    void again() {
        if (session.isOpen() && session.participant() != null && !asking) {
            ask(this::answeredAgain);
        }
    }

    private void ask(Consumer<AuthResult> then) {
        CompletableFuture<AuthResult> answer = authenticate().toCompletableFuture();
        if (answer.isDone()) {
            then.accept(valueOf(answer));
            return;
        }
        asking = true;
        session.pause(ClientSession.Pause.AUTHENTICATION);
        awaitWithin(environment.authTimeout(session.policy()));
        var _ = answer.whenComplete((_, _) -> loop.execute(() -> {
            if (asking) {
                asking = false;
                cancelDeadline();
                then.accept(valueOf(answer));
                session.resume(ClientSession.Pause.AUTHENTICATION);
            }
        }));
    }

    private CompletionStage<AuthResult> authenticate() {
        return environment
                .authentication()
                .authenticate(new ClientAuthRequest(
                        withoutMarks(options.fields()),
                        nonce,
                        session.link().security(),
                        session.link().peerCertificates(),
                        session.identity(),
                        session.link().remoteAddress(),
                        CONNECTION_TYPE,
                        ClientProtocol.LISTENER,
                        session.policy().map(LinkSecurity.Policy::mapsPeer).orElse(false),
                        environment.workers()));
    }

    /** Leaves out the options whose names are reserved for what filters add. */
    private static Map<String, @Nullable Object> withoutMarks(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
        rest.keySet().removeIf(name -> name.indexOf(':') >= 0);
        return rest;
    }

    private static AuthResult valueOf(CompletableFuture<AuthResult> answer) {
        try {
            return answer.join();
        } catch (RuntimeException e) {
            return new AuthResult.Refused("authentication failed: " + e.getMessage());
        }
    }

    private void answered(AuthResult result) {
        switch (result) {
            case AuthResult.Granted granted -> granted(granted.admission());
            case AuthResult.Refused refused -> refuse(refused);
            case AuthResult.Abstained abstained -> refuse(new AuthResult.Refused("nobody could say who it is"));
        }
    }

    private void answeredAnonymous(AuthResult result) {
        if (result instanceof AuthResult.Granted granted) {
            admit(granted.admission());
            environment.sessions().admitted(session);
        } else {
            answered(result);
        }
    }

    @SuppressWarnings("ReferenceEquality") // spaces are told apart by identity
    private void answeredAgain(AuthResult result) {
        if (!(result instanceof AuthResult.Granted granted)) {
            answered(result);
        } else if (granted.admission().space() != session.space()) {
            session.close(CloseReason.CLIENT_CLOSED);
        } else if (!granted.admission().equals(admitted)) {
            admit(granted.admission());
        }
    }

    private void refuse(AuthResult.Refused refused) {
        LOG.error("{} - authentication error - {}", session, refused.reason());
        environment.sessions().refused(session, refused.reason());
        session.fail(ClientError.silent(refused.error()), refused.closeReason());
    }

    private void granted(Admission admission) {
        if (options.asksForAccount()) {
            refuse(new AuthResult.Refused("account and new_account are not supported"));
        } else if (options.protocol() < 0 || options.protocol() > 1) {
            session.fail(ClientErrors.PROTOCOL_VERSION, CloseReason.PROTOCOL_VERSION);
        } else if (options.noResponders() && !takesHeaders()) {
            session.fail(ClientErrors.NO_RESPONDERS, CloseReason.NO_RESPONDERS);
        } else {
            admit(admission);
            environment.sessions().admitted(session);
            session.confirm();
        }
    }

    private boolean takesHeaders() {
        return options.headers() && environment.options().headers();
    }

    private void admit(Admission admission) {
        cancelExpiry();
        admitted = admission;
        Identity known = session.identity();
        Identity identity = new Identity(known.id(), known.kind(), options.text("name"), admission.user());
        SessionParticipant participant =
                environment.participants().admitSession(identity, admission, Origin.LOCAL, options.echo());
        session.admit(participant, options, takesHeaders());
        if (admission.expires() != null) {
            Duration left = Duration.between(environment.clock().instant(), admission.expires());
            Duration wait = left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) > 0 ? LONGEST : left;
            expiry = loop.schedule(
                    () -> session.fail(ClientErrors.AUTHENTICATION_EXPIRED, CloseReason.AUTHENTICATION_EXPIRED),
                    wait.toNanos());
        }
    }

    private void awaitWithin(Duration timeout) {
        deadline = loop.schedule(
                () -> session.fail(ClientErrors.AUTHENTICATION_TIMEOUT, CloseReason.AUTHENTICATION_TIMEOUT),
                timeout.toNanos());
    }

    private void cancelTimers() {
        cancelDeadline();
        cancelExpiry();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel();
            expiry = null;
        }
    }

    /** Stops waiting for an answer, since the session has ended. */
    void stop() {
        asking = false;
        cancelTimers();
    }
}
