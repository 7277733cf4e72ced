/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLimits;
import soma.plugin.accounts.config.AccountsConfig;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorizer;
import soma.spi.auth.Limits;
import soma.spi.tck.auth.AuthorizerContract;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.fixture.RecordedContributions;

class AccountAuthorizerTest extends AuthorizerContract {
    private static final Authorization OWN = denying("own");
    private static final Authorization USUAL = denying("usual");

    private final AccountSessions sessions = new AccountSessions();

    private static Authorization denying(String denied) {
        return new Authorization() {
            @Override
            public Verdict mayPublish(String subject) {
                return subject.equals(denied) ? Verdict.NO : Verdict.YES;
            }

            @Override
            public Verdict maySubscribe(String subject, @Nullable String queue) {
                return mayPublish(subject);
            }
        };
    }

    private static AccountDefinition limited(String name, int connections, int subscriptions, long payload) {
        return AccountDefinition.named(name).withLimits(new AccountLimits(connections, -1, subscriptions, payload));
    }

    @Override
    protected Authorizer authorizer() {
        return made();
    }

    private AccountAuthorizer made() {
        AccountRegistry registry = new AccountRegistry(sessions);
        AccountDefinition permitting =
                new AccountDefinition("USUAL", "USUAL", List.of(), List.of(), AccountLimits.NONE, USUAL, null);
        List<AccountDefinition> accounts =
                List.of(limited("LIMITED", -1, 5, 100), limited("FULL", 0, -1, -1), permitting);
        registry.configure(new AccountsConfig(accounts, "", true));
        return new AccountAuthorizer(registry, sessions);
    }

    private static Example example(Admission admission) {
        return new Example(PlainAuthRequest.of(Map.of("user", "joe", "pass", "secret")), admission);
    }

    private static Admission to(String account) {
        return Admission.to(new PlainSpace(account)).as("joe");
    }

    @Override
    protected Map<String, Example> tightened() {
        return Map.of(
                "LIMITED",
                example(to("LIMITED")),
                "LIMITED further",
                example(to("LIMITED").with(new Limits(1, 200, 7))),
                "USUAL",
                example(to("USUAL")));
    }

    @Override
    protected Map<String, Example> refused() {
        return Map.of("FULL", example(to("FULL")));
    }

    @Override
    protected Map<String, Example> untouched() {
        return Map.of(
                "$G",
                example(to("$G").with(new Limits(1, 2, 3))),
                "unknown",
                example(to("unknown")),
                "own permissions",
                example(to("USUAL").with(OWN)));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        switch (example) {
            case "LIMITED" -> assertEquals(new Limits(5, 100, -1), admission.limits());
            case "LIMITED further" -> assertEquals(new Limits(1, 100, 7), admission.limits());
            default -> assertSame(USUAL, admission.authorization());
        }
    }

    @Test
    void whoIsRefusedIsToldSo() {
        AuthResult.Refused refused = assertInstanceOf(
                AuthResult.Refused.class, authorizer().authorize(PlainAuthRequest.of(Map.of()), to("FULL")));
        assertEquals("maximum account active connections exceeded", refused.error());
        assertEquals("Maximum Account Connections Exceeded", refused.closeReason());
    }

    /** An answer that comes when the session has ended must not take a place that nobody gives back. */
    @Test
    void whoHasGoneMeanwhileIsNotCounted() {
        AccountAuthorizer authorizer = made();
        authorizer.authorize(PlainAuthRequest.of(Map.of()), to("$G"));
        assertEquals(1, sessions.count("$G"));
        authorizer.start(new PlainServer(new RecordedContributions()));
        authorizer.authorize(PlainAuthRequest.of(Map.of()), to("LIMITED"));
        assertEquals(0, sessions.count("LIMITED"));
    }
}
