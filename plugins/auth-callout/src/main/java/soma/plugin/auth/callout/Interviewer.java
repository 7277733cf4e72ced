/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.callout.Requester.NobodyListensException;
import soma.plugin.auth.jwt.api.AuthorizationRequest.ServerId;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.message.HeldMessage;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.LinkSecurity;

/** Asks services about those who want in. Safe for any thread; signing and checking is done by workers. */
final class Interviewer implements AutoCloseable {
    /** Where services listen, in their account. */
    static final String SUBJECT = "$SYS.REQ.USER.AUTH";

    private static final Logger LOG = LoggerFactory.getLogger(Interviewer.class);
    private static final String AUDIENCE = "nats-authorization-request";
    private static final String XKEY_HEADER = "Nats-Server-Xkey";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final byte[] NO_HEADERS = new byte[0];

    private final Server server;
    private final ServerKeys keys;
    private final Map<String, Requester> requesters = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    private record Known(Instant from, Map<String, Object> facts) {}

    Interviewer(Server server, ServerKeys keys) {
        this.server = server;
        this.keys = keys;
    }

    /**
     * Has a service judge somebody.
     *
     * @param begun when it was first asked who that is: all judging together must be quicker than the kernel's patience
     */
    CompletionStage<AuthResult> ask(Callout callout, AuthRequest request, Instant begun) {
        return server.spaces()
                .resolve(callout.account())
                .thenComposeAsync(
                        space -> space.map(there -> ask(callout, request, there, begun))
                                .orElseGet(() -> Question.refused(
                                        "no valid account \"" + callout.account() + "\" for auth callout request")),
                        request.worker());
    }

    private CompletionStage<AuthResult> ask(Callout callout, AuthRequest request, SubjectSpace space, Instant begun) {
        Duration timeout = timeout(request);
        Question question = new Question(
                callout, request, keys, KeyPair.create(KeyKind.USER).publicKey());
        byte[] payload = payload(question, timeout);
        byte[] headers = NO_HEADERS;
        if (callout.isSealed()) {
            payload = keys.curve().seal(payload, callout.xkey());
            headers = header(XKEY_HEADER, keys.curve().publicKey());
        }
        return requesters
                .computeIfAbsent(space.name(), name -> new Requester(server, space))
                .ask(SUBJECT, headers, payload)
                .orTimeout(left(begun, timeout).toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync((answer, failure) -> settle(question, answer, failure), request.worker())
                .thenCompose(Function.identity());
    }

    /** Returns how long to wait: a little less than there is, so that the reason is known before the kernel gives up. */
    private Duration left(Instant begun, Duration timeout) {
        Duration tenth = timeout.dividedBy(10);
        Duration left = timeout.minus(tenth).minus(Duration.between(begun, now()));
        return left.compareTo(tenth) < 0 ? tenth : left;
    }

    private CompletionStage<AuthResult> settle(
            Question question, @Nullable HeldMessage answer, @Nullable Throwable failure) {
        String account = question.callout().account();
        if (answer != null) {
            return question.answered(answer.payload(), now());
        }
        if (failure instanceof NobodyListensException) {
            LOG.debug("Nobody listens to authorization callout requests on account \"{}\"", account);
            return Question.refused("auth callout service is not there on account \"" + account + "\"");
        }
        if (failure instanceof TimeoutException) {
            LOG.debug("Authorization callout response not received in time on account \"{}\"", account);
            return Question.refused("auth callout response not received in time on account \"" + account + "\"");
        }
        return Question.refused("auth callout was given up on account \"" + account + "\"");
    }

    private byte[] payload(Question question, Duration timeout) {
        var body = RequestBody.of(
                question.request(), self(question.callout()), question.user(), verifies(question.request()));
        JwtClaims claims =
                JwtClaims.of(question.callout().subject(), body).to(AUDIENCE).until(now().plus(timeout));
        return Jwt.sign(claims, keys.signing(), now()).text().getBytes(StandardCharsets.US_ASCII);
    }

    /** Says who asks. The id is the key that signs, since the service is to verify with it and to answer to it. */
    private ServerId self(Callout callout) {
        Map<String, Object> facts = facts();
        return new ServerId(
                server.name(),
                facts.get("host") instanceof String host ? host : "",
                keys.signing().publicKey(),
                server.version().nats(),
                facts.get("cluster") instanceof Map<?, ?> cluster && cluster.get("name") instanceof String name
                        ? name
                        : "",
                facts.get("tags") instanceof List<?> tags
                        ? tags.stream().map(String::valueOf).toList()
                        : List.of(),
                callout.isSealed() ? keys.curve().publicKey() : "");
    }

    /** Returns what monitoring says of this server, at most a few seconds old: much more is computed for it than is used. */
    private Map<String, Object> facts() {
        Known before = known;
        if (before != null && now().isBefore(before.from().plus(FRESH))) {
            return before.facts();
        }
        var after = new Known(now(), server.report("varz", Map.of()));
        known = after;
        return after.facts();
    }

    private static byte[] header(String name, String value) {
        return ("NATS/1.0\r\n" + name + ": " + value + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns how long the kernel gives a connection to authenticate. */
    private Duration timeout(AuthRequest request) {
        Optional<Duration> configured = server.extensions(Authenticator.POINT).stream()
                .map(Authenticator::timeout)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return configured
                .or(() -> policy(request).map(policy -> policy.timeout().plusSeconds(1)))
                .orElse(USUAL_TIMEOUT);
    }

    private boolean verifies(AuthRequest request) {
        return policy(request).filter(LinkSecurity.Policy::verifiesPeer).isPresent();
    }

    private Optional<LinkSecurity.Policy> policy(AuthRequest request) {
        return server.extensions(LinkSecurity.POINT).stream()
                .map(security -> security.policy(request.listener()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Instant now() {
        return server.clock().instant();
    }

    @Override
    public void close() {
        requesters.values().forEach(Requester::close);
        requesters.clear();
    }
}
