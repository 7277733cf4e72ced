/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.auth;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembly;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Abstained;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.AuthenticationFilter.Authentication;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Authorizer;
import soma.spi.space.SubjectSpace;

/**
 * Everything that judges a connection: filters around authenticators, and authorizers after them. Reads the current
 * assembly for every request. Safe for any thread.
 */
public final class AuthenticationChain {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationChain.class);
    private static final String FAILED = "authentication failed inside the server";

    private final Supplier<Assembly> assembly;
    private final Supplier<SubjectSpace> defaultSpace;
    private final Supplier<List<String>> first;

    /**
     * Makes a chain.
     *
     * @param assembly     the current assembly
     * @param defaultSpace where connections go that nobody judges
     * @param first        names of authenticators that are asked before the others, in this order
     */
    public AuthenticationChain(
            Supplier<Assembly> assembly, Supplier<SubjectSpace> defaultSpace, Supplier<List<String>> first) {
        this.assembly = assembly;
        this.defaultSpace = defaultSpace;
        this.first = first;
    }

    /** Returns the names of all authenticators, in the order in which they are asked. */
    public List<String> names() {
        return inOrder().stream().map(Authenticator::name).toList();
    }

    /** Returns whether connections must authenticate. */
    public boolean required() {
        return authenticators().stream().anyMatch(Authenticator::required);
    }

    /** Returns whether INFO tells that connections must authenticate. */
    public boolean announces() {
        return authenticators().stream().anyMatch(Authenticator::announces);
    }

    /** Returns whether there is anybody to judge connections. */
    public boolean judges() {
        return !authenticators().isEmpty()
                || !assembly.get().extensions(AuthenticationFilter.POINT).isEmpty();
    }

    /** Returns whether a connection may do something before CONNECT. */
    public boolean admitsAnonymous() {
        return !required() || authenticators().stream().anyMatch(Authenticator::admitsAnonymous);
    }

    /** Returns how long a connection may take to authenticate; empty if no authenticator says. */
    public Optional<Duration> timeout() {
        return authenticators().stream()
                .map(Authenticator::timeout)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** Returns whether INFO must carry a nonce. */
    public boolean needsNonce() {
        return authenticators().stream().anyMatch(Authenticator::needsNonce)
                || assembly.get().extensions(AuthenticationFilter.POINT).stream()
                        .anyMatch(AuthenticationFilter::needsNonce);
    }

    /**
     * Judges a connection. Never abstains, never fails: what goes wrong is logged and refuses the connection.
     *
     * @return completes on whatever thread had the answer; callers go back to their loop themselves
     */
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        Authentication chain = this::askAuthenticators;
        List<AuthenticationFilter> filters =
                ordered(assembly.get().extensions(AuthenticationFilter.POINT), AuthenticationFilter::order);
        for (AuthenticationFilter filter : filters.reversed()) {
            Authentication rest = chain;
            chain = asked -> guard(filter, asked, () -> filter.filter(asked, rest));
        }
        return chain.authenticate(request).thenApply(result -> settle(request, result));
    }

    private CompletionStage<AuthResult> askAuthenticators(AuthRequest request) {
        return ask(inOrder(), 0, request);
    }

    /** Asks from an index on. As deep as there are authenticators: a handful. */
    private CompletionStage<AuthResult> ask(List<Authenticator> authenticators, int index, AuthRequest request) {
        if (index == authenticators.size()) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        Authenticator authenticator = authenticators.get(index);
        return guard(authenticator, request, () -> authenticator.authenticate(request))
                .thenCompose(result -> switch (result) {
                    case Abstained _ -> ask(authenticators, index + 1, request);
                    case Granted _, Refused _ -> CompletableFuture.completedFuture(result);
                });
    }

    private AuthResult settle(AuthRequest request, AuthResult result) {
        return switch (result) {
            case Refused _ -> result;
            case Granted granted -> authorize(request, granted.admission());
            case Abstained _ when required() -> new Refused("no valid credentials");
            case Abstained _ -> authorize(request, Admission.to(defaultSpace.get()));
        };
    }

    private AuthResult authorize(AuthRequest request, Admission granted) {
        Admission admission = granted;
        for (Authorizer authorizer : ordered(assembly.get().extensions(Authorizer.POINT), Authorizer::order)) {
            switch (authorize(authorizer, request, admission)) {
                case Granted better -> admission = better.admission();
                case Refused refused -> {
                    return refused;
                }
                case Abstained _ -> {}
            }
        }
        return new Granted(admission);
    }

    private static AuthResult authorize(Authorizer authorizer, AuthRequest request, Admission admission) {
        try {
            return authorizer.authorize(request, admission);
        } catch (RuntimeException e) {
            return failed(authorizer, request, e);
        }
    }

    /** Turns whatever goes wrong in a call into a refusal. */
    @SuppressWarnings({"ConstantValue", "NullAway"}) // plugins may break the contract and return null
    private static CompletionStage<AuthResult> guard(
            Object judge, AuthRequest request, Supplier<CompletionStage<AuthResult>> call) {
        CompletionStage<AuthResult> stage;
        try {
            stage = call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(judge, request, e));
        }
        if (stage == null) {
            return CompletableFuture.completedFuture(failed(judge, request, null));
        }
        return stage.handle(
                (result, failure) -> failure == null && result != null ? result : failed(judge, request, failure));
    }

    /** Logs without the request's options, and without the exception's message, which may quote them. */
    private static AuthResult failed(Object judge, AuthRequest request, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error(
                "cid:{} - {} failed to judge a connection from {}: {}",
                request.identity().id(),
                judge.getClass().getName(),
                request.remoteAddress(),
                cause == null ? "no answer" : cause.getClass().getName());
        if (cause != null && LOG.isDebugEnabled()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                LOG.debug("    at {}", frame);
            }
        }
        return new Refused(FAILED);
    }

    private List<Authenticator> inOrder() {
        List<String> named = first.get();
        return authenticators().stream().sorted((a, b) -> inOrder(named, a, b)).toList();
    }

    private static int inOrder(List<String> named, Authenticator a, Authenticator b) {
        int place = Integer.compare(place(named, a.name()), place(named, b.name()));
        return place == 0 ? Integer.compare(a.order(), b.order()) : place;
    }

    private static int place(List<String> named, String name) {
        int at = named.indexOf(name);
        return at < 0 ? named.size() : at;
    }

    private List<Authenticator> authenticators() {
        return assembly.get().extensions(Authenticator.POINT);
    }

    /** Sorts by order; those of equal order stay in plugin order. */
    private static <T> List<T> ordered(List<T> extensions, ToIntFunction<T> order) {
        return extensions.stream()
                .sorted((a, b) -> Integer.compare(order.applyAsInt(a), order.applyAsInt(b)))
                .toList();
    }
}
