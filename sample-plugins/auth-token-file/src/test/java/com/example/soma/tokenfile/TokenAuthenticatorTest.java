/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.config.ReloadPlan;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.RecordedProblems;

// tag::test[]
final class TokenAuthenticatorTest extends AuthenticatorContract {
    private static final TokenFileOptions OPTIONS =
            new TokenFileOptions(true, Path.of("src/test/resources/tokens.txt"), true);

    @Override
    protected Authenticator authenticator() {
        return started(OPTIONS);
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        return Map.of("alice", token("opensesame"), "bob", token("hunter2hunter2"));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        assertEquals(example, admission.user());
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        return Map.of("unknown", token("closesesame"), "a beginning", token("open"), "a user", token("alice"));
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing", PlainAuthRequest.of(Map.of()),
                "a password", PlainAuthRequest.of(Map.of("user", "alice", "pass", "opensesame")));
    }

    private static PlainAuthRequest token(String token) {
        return PlainAuthRequest.of(Map.of("auth_token", token));
    }
    // end::test[]

    @Test
    void aTokenMayGrantAnAccountAndPermissions() {
        Authenticator authenticator = started(OPTIONS);
        AuthResult unknown = ask(authenticator, "tenant-token");
        assertEquals(new AuthResult.Refused("account TENANT does not exist"), unknown);
        var limited = (AuthResult.Granted) ask(authenticator, "limited-token");
        assertEquals(new PublishOnly(List.of("orders.>")), limited.admission().authorization());
        assertEquals(Verdict.YES, limited.admission().authorization().mayPublish("orders.1"));
        assertEquals(Verdict.NO, limited.admission().authorization().mayPublish("other"));
    }

    private static AuthResult ask(Authenticator authenticator, String token) {
        return authenticator.authenticate(token(token)).toCompletableFuture().join();
    }

    @Test
    void aReloadMayTurnItOffAndConnectionsAreJudgedAgain() {
        TokenAuthenticator authenticator = started(OPTIONS);
        assertTrue(authenticator.required());
        List<ReloadPlan> plans = authenticator.prepareReload(OPTIONS, TokenFileOptions.OFF, new RecordedProblems());
        assertTrue(plans.getFirst().affectsAdmission() && plans.getFirst().affectsInfo());
        plans.forEach(ReloadPlan::commit);
        assertFalse(authenticator.required());
    }

    @Test
    void aReloadToAFileThatIsMissingIsRefused() {
        var problems = new RecordedProblems();
        var missing = new TokenFileOptions(true, Path.of("missing.txt"), true);
        assertEquals(List.of(), started(OPTIONS).prepareReload(OPTIONS, missing, problems));
        assertEquals(
                "missing.txt does not exist; create it, or correct token_file.path",
                problems.errors().getFirst().message());
    }

    private static TokenAuthenticator started(TokenFileOptions options) {
        var authenticator = new TokenAuthenticator();
        authenticator.configure(options);
        try {
            authenticator.start(new PlainServer());
        } catch (TokenFileException e) {
            throw new AssertionError(e);
        }
        return authenticator;
    }
}
