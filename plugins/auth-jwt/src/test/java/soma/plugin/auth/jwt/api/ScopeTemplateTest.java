/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** What becomes of the templates of scoped signing keys. */
class ScopeTemplateTest {
    private static final JwtClaims USER =
            JwtClaims.of("UKEY", UserClaims.PLAIN).named("bob").tagged("team:a", "team:b", "Role:Admin");
    private static final JwtClaims ACCOUNT =
            JwtClaims.of("AKEY", AccountClaims.PLAIN).named("acme").tagged("region:eu");

    private static Subjects fill(List<String> allow, List<String> deny) {
        PermissionRules rules = new PermissionRules(new Subjects(allow, deny), Subjects.ANY, null);
        return ScopeTemplate.fill(UserTerms.UNLIMITED.with(rules), USER, ACCOUNT)
                .permissions()
                .publish();
    }

    private static List<String> allow(String... subjects) {
        return fill(List.of(subjects), List.of()).allow();
    }

    @Test
    void placesAreFilledIn() {
        assertEquals(
                List.of("bob.UKEY.acme.AKEY"),
                allow("{{name()}}.{{ subject() }}.{{ACCOUNT-NAME()}}.{{account-subject()}}"));
        assertEquals(List.of("plain", "x.admin"), allow("plain", "x.{{tag(ROLE)}}"));
        assertEquals(List.of("eu.>"), allow("{{account-tag(region)}}.>"));
    }

    @Test
    void severalValuesGiveAllCombinations() {
        assertEquals(List.of("a.a", "a.b", "b.a", "b.b"), allow("{{tag(team)}}.{{tag(team)}}"));
    }

    @Test
    void whatIsNotDefinedIsNotAllowed() {
        assertEquals(List.of("x"), allow("x", "{{tag(none)}}.y"));
        assertEquals(new Subjects(null, List.of("d", ">")), fill(List.of("{{tag(none)}}"), List.of("d")));
    }

    @Test
    void whatCannotBeDeniedRefusesTheUser() {
        assertThrows(JwtException.class, () -> fill(null, List.of("{{tag(none)}}")));
        JwtClaims spaced = JwtClaims.of("U", UserClaims.PLAIN).named("a b");
        PermissionRules rules = new PermissionRules(new Subjects(null, List.of("{{name()}}")), Subjects.ANY, null);
        assertThrows(JwtException.class, () -> ScopeTemplate.fill(UserTerms.UNLIMITED.with(rules), spaced, ACCOUNT));
    }

    @Test
    void whatIsNoOperationRefusesTheUser() {
        assertThrows(JwtException.class, () -> allow("{{secret()}}"));
    }

    @Test
    void valuesAreNotFilledInAgain() {
        JwtClaims sly = JwtClaims.of("U", UserClaims.PLAIN).named("{{subject()}}");
        PermissionRules rules = new PermissionRules(new Subjects(List.of("{{name()}}"), List.of()), Subjects.ANY, null);
        assertEquals(
                List.of("{{subject()}}"),
                ScopeTemplate.fill(UserTerms.UNLIMITED.with(rules), sly, ACCOUNT)
                        .permissions()
                        .publish()
                        .allow());
    }

    @Test
    void thereIsALimit() {
        String[] tags = IntStream.range(0, 65).mapToObj(i -> "t:" + i).toArray(String[]::new);
        JwtClaims many = JwtClaims.of("U", UserClaims.PLAIN).tagged(tags);
        PermissionRules rules =
                new PermissionRules(new Subjects(List.of("{{tag(t)}}.{{tag(t)}}"), List.of()), Subjects.ANY, null);
        assertThrows(JwtException.class, () -> ScopeTemplate.fill(UserTerms.UNLIMITED.with(rules), many, ACCOUNT));
    }
}
