/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.auth.Authorization.Verdict;

/** Entries that name queue groups. Unless it says otherwise, nats-server was seen to decide the same. */
class QueueRuleTest {
    private static void check(List<String> allow, List<String> deny, String subscription, boolean allowed) {
        var rules = new SubscribeRules(new Subjects(allow.isEmpty() ? null : allow, deny));
        String[] words = subscription.split(" ", -1);
        String queue = words.length > 1 ? words[1] : null;
        assertEquals(allowed, rules.maySubscribe(words[0], queue), subscription + " with " + allow + " but " + deny);
    }

    private static void allow(List<String> entries, String subscription, boolean allowed) {
        check(entries, List.of(), subscription, allowed);
    }

    private static void deny(List<String> entries, String subscription, boolean allowed) {
        check(List.of(), entries, subscription, allowed);
    }

    @Test
    void aPlainEntryAllowsAnyGroup() {
        allow(List.of("foo"), "foo", true);
        allow(List.of("foo"), "foo q", true);
        allow(List.of("foo"), "bar q", false);
    }

    @Test
    void anEntryWithAGroupAllowsThatGroupOnly() {
        allow(List.of("foo v1"), "foo v1", true);
        allow(List.of("foo v1"), "foo v2", false);
        allow(List.of("foo v1"), "foo", false);
    }

    @Test
    void besideAPlainEntryGroupsThatAreNamedAreTheOnlyOnes() {
        List<String> both = List.of("foo", "foo v1");
        allow(both, "foo", true);
        allow(both, "foo v1", true);
        allow(both, "foo v2", false);
        allow(List.of(">", "foo v1"), "bar v2", true);
    }

    @Test
    void groupsMayBePatterns() {
        List<String> entries = List.of("foo v1.*", "> *.prod");
        allow(entries, "foo v1.x", true);
        allow(entries, "foo v1.*", true);
        allow(entries, "foo v1.>", false);
        allow(entries, "foo v1.", false);
        allow(entries, "foo v1.x.y", false);
        allow(entries, "bar.* eu.prod", true);
        allow(entries, "bar.* eu.dev", false);
    }

    @Test
    void aDeniedGroupIsDeniedAndOthersAreNot() {
        deny(List.of("foo q1"), "foo q1", false);
        deny(List.of("foo q1"), "foo q2", true);
        deny(List.of("foo q1"), "foo", true);
    }

    @Test
    void aPlainDenyHoldsForAllGroups() {
        deny(List.of("foo", "foo q1"), "foo q2", false);
        deny(List.of("foo", "foo q1"), "foo", false);
    }

    @Test
    void noNameSlipsThroughADeniedPattern() {
        deny(List.of("foo >"), "foo a..b", false);
        deny(List.of("foo >"), "foo .a", false);
        deny(List.of("foo *"), "foo x", false);
        deny(List.of("foo *"), "foo", true);
        deny(List.of("foo *"), "foo >", false); // nats-server lets this one through
    }

    @Test
    void aDenyForAGroupIsKeptFromThatGroupWhenItIsDelivered() {
        var rules = new SubscribeRules(new Subjects(null, List.of("foo.* q1", "bar")));
        assertEquals(true, rules.maySubscribe("foo.>", "q1"));
        assertEquals(true, rules.filters("foo.>", "q1"));
        assertEquals(false, rules.mayReceive("foo.x", "q1"));
        assertEquals(true, rules.mayReceive("foo.x.y", "q1"));
        assertEquals(true, rules.mayReceive("foo.x", "q2"));
        assertEquals(true, rules.mayReceive("foo.x", null));
        assertEquals(false, rules.mayReceive("bar", "q2"));
        assertEquals(false, rules.filters("foo.>", null));
    }

    @Test
    void rulesAboutPublishingKnowNoGroups() {
        var compiler = new PermissionCompiler(InstantSource.system());
        var rules = new PermissionRules(new Subjects(List.of("foo q"), List.of()), Subjects.ANY, null);
        assertEquals(Verdict.NO, compiler.compile(rules).mayPublish("foo"));
    }
}
