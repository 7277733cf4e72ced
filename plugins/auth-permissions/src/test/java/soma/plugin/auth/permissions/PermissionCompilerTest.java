/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.auth.Authorization;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.Race;

class PermissionCompilerTest {
    private final PermissionCompiler compiler = new PermissionCompiler(InstantSource.system());

    private static PermissionRules denying(String subject) {
        return PermissionRules.NONE.withPublishDenied(subject);
    }

    @Test
    void equalRulesAreOneObject() {
        Authorization first = compiler.compile(denying("a"));
        assertSame(first, compiler.compile(denying("a")));
        assertNotSame(first, compiler.compile(denying("b")));
    }

    @Test
    void equalRulesAreOneObjectOnManyThreads() {
        for (int round = 0; round < 50; round++) {
            String subject = "round." + round;
            Queue<Authorization> made = new ConcurrentLinkedQueue<>();
            Race.run(4, _ -> made.add(compiler.compile(denying(subject))));
            assertEquals(1, made.stream().distinct().count());
        }
    }

    @Test
    void whatNobodyUsesIsForgotten() {
        for (int i = 0; i < 100; i++) {
            compiler.compile(denying("a." + i));
        }
        Authorization used = compiler.compile(denying("used"));
        Await.until("the rest is forgotten", () -> {
            System.gc();
            return compiler.size() == 1;
        });
        assertSame(used, compiler.compile(denying("used")));
    }

    @Test
    void rulesThatAllowEverythingAreTheOneObjectForThat() {
        assertSame(Authorization.ALLOW_ALL, compiler.compile(PermissionRules.NONE));
        assertSame(Authorization.ALLOW_ALL, compiler.compile(new PermissionRules(Subjects.ANY, Subjects.ANY, null)));
        assertEquals(Optional.of(PermissionRules.NONE), compiler.rulesOf(Authorization.ALLOW_ALL));
    }

    @Test
    void rulesCanBeHadBack() {
        PermissionRules rules = denying("a").withSubscribeDenied("b q");
        assertEquals(Optional.of(rules), compiler.rulesOf(compiler.compile(rules)));
        assertEquals(Optional.empty(), compiler.rulesOf(new Foreign()));
    }

    @Test
    void answersAreGrantedOnlyWhereTheyAreConfigured() {
        assertNull(compiler.compile(denying("a")).openReplyGrants());
        var responding = new PermissionRules(Subjects.ANY, Subjects.ANY, Responses.USUAL);
        Authorization first = compiler.compile(responding);
        assertNotNull(first.openReplyGrants());
        assertNotSame(first.openReplyGrants(), first.openReplyGrants());
        assertEquals(List.of(), responding.publish().allow());
        assertEquals(Responses.USUAL, new Responses(0, Duration.ZERO));
    }

    private record Foreign() implements Authorization {
        @Override
        public Verdict mayPublish(String subject) {
            return Verdict.YES;
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return Verdict.YES;
        }
    }
}
