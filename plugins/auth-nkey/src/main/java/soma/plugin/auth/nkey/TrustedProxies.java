/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.Authorizer;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Lifecycle;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.report.ReportContributor;
import soma.spi.server.Server;

/**
 * Proxies that stand in front of the server and are trusted: each has a key and signs the nonce beside what the client
 * sends. Remembers who came through which one, to end those connections when it is trusted no longer. Safe for any thread.
 */
final class TrustedProxies implements AuthenticationFilter, Authorizer, SessionListener, ReportContributor, Lifecycle {
    /** The option under which later judges find the key of the proxy; a peer cannot send it, for the colon in its name. */
    static final String OPTION = "proxy:key";

    private static final String DETAIL = "proxy_key";
    private static final int ORDER = 50;
    private static final String NOT_TRUSTED = "Proxy Not Trusted";
    private static final String ERROR = "Authorization Violation";

    private final Map<Long, String> keys = new ConcurrentHashMap<>();
    private volatile ProxyOptions options = ProxyOptions.NONE;
    private volatile @Nullable Server server;

    void configure(ProxyOptions initial) {
        options = initial;
    }

    @Override
    public void start(Server starting) {
        server = starting;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean needsNonce() {
        return !options.trusted().isEmpty();
    }

    @Override
    public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
        Set<String> trusted = options.trusted();
        String signature = request.text("proxy_sig");
        long session = request.identity().id();
        keys.remove(session); // it may have been let in before, through another one
        if (signature.isEmpty() || trusted.isEmpty()) {
            return rest.authenticate(request);
        }
        return CompletableFuture.supplyAsync(() -> signer(trusted, request.nonce(), signature), request.worker())
                .thenCompose(key -> key.isEmpty() ? refused() : pass(request, rest, key));
    }

    private CompletionStage<AuthResult> pass(AuthRequest request, Authentication rest, String key) {
        remember(request.identity().id(), key);
        if (!options.trusted().contains(key)) {
            return refused(); // a reload was faster
        }
        var marked = new LinkedHashMap<>(request.options());
        marked.put(OPTION, key);
        return rest.authenticate(request.withOptions(marked));
    }

    /** Tells monitoring through which proxy a connection came. */
    static void describe(SessionView session, boolean withAuth, Map<String, Object> fields) {
        Admission admission = session.admission();
        String key = admission == null ? null : admission.details().get(DETAIL);
        if (key != null) {
            fields.put("proxy", Map.of("key", key));
        }
    }

    /** Notes the proxy in what is granted, also to those whom nobody judged. */
    @Override
    public AuthResult authorize(AuthRequest request, Admission admission) {
        String key = keys.get(request.identity().id());
        return key == null ? AuthResult.ABSTAINED : new AuthResult.Granted(admission.withDetail(DETAIL, key));
    }

    private void remember(long session, String key) {
        keys.put(session, key);
        Server running = server;
        if (running != null && running.sessions().find(session).isEmpty()) {
            keys.remove(session); // it has ended meanwhile
        }
    }

    private static CompletionStage<AuthResult> refused() {
        return CompletableFuture.completedFuture(
                new AuthResult.Refused("signed by no proxy that is trusted", NOT_TRUSTED));
    }

    /** Returns the key that made the signature; empty if none of them did. */
    private static String signer(Set<String> trusted, String nonce, String signature) {
        return trusted.stream()
                .filter(key -> NonceSignature.isBy(key, nonce, signature))
                .findFirst()
                .orElse("");
    }

    @Override
    public void refused(SessionView session, String reason) {
        keys.remove(session.identity().id());
    }

    @Override
    public void closed(SessionView session, String reason) {
        keys.remove(session.identity().id());
    }

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        List<Map<String, String>> trusted = options.trusted().stream()
                .sorted()
                .map(key -> Map.of("key", key))
                .toList();
        if (!trusted.isEmpty()) {
            document.put("proxies", Map.of("trusted", trusted));
        }
    }

    List<ReloadPlan> prepareReload(ProxyOptions before, ProxyOptions after, Problems problems) {
        return before.equals(after) ? List.of() : List.of(ReloadPlan.of(describe(after), () -> commit(after)));
    }

    private static String describe(ProxyOptions after) {
        return "proxies trusted = " + after.trusted().stream().sorted().toList();
    }

    private void commit(ProxyOptions after) {
        options = after;
        Server running = server;
        if (running != null) {
            keys.forEach((session, key) -> {
                if (!after.trusted().contains(key)) {
                    running.sessions().find(session).ifPresent(found -> found.refuse(ERROR, NOT_TRUSTED));
                }
            });
        }
    }
}
