/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

final class CalloutOptionsTest extends ConfigSectionContract<CalloutOptions> {
    private static final KeyPair ISSUER_PAIR = KeyPair.create(KeyKind.ACCOUNT);
    private static final String ISSUER = ISSUER_PAIR.publicKey();
    private static final String XKEY = KeyPair.create(KeyKind.CURVE).publicKey();
    private static final Map<String, Object> FULL = Map.of(
            "issuer",
            ISSUER,
            "account",
            "AUTH",
            "auth_users",
            List.of("auth"),
            "xkey",
            XKEY,
            "allowed_accounts",
            List.of("$SYS"));

    private final CalloutAccounts accounts = new CalloutAccounts();

    @Override
    protected ConfigSection<CalloutOptions> section() {
        return CalloutOptions.section(accounts::prepareReload);
    }

    @Override
    protected CalloutOptions defaults() {
        return CalloutOptions.OFF;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of("authorization", Map.of("auth_callout", FULL));
    }

    @Override
    protected CalloutOptions full() {
        return new CalloutOptions(ISSUER, "AUTH", Set.of("auth"), XKEY, Set.of("$SYS"));
    }

    @Override
    protected Object effect() {
        return accounts.options();
    }

    /** What else is in that block is its owner's to judge. */
    @Override
    protected boolean takesAnyKey(String path) {
        return path.equals("authorization");
    }

    /** The block around is its owner's, who reports it if it is none. */
    @Override
    @Test
    public void aWrongKindIsReportedWhereItStands() {
        assertErrors(3, "Expected authorization callout to be a map/struct");
    }

    @Override
    @Test
    public void everyWrongKeyIsReportedInOnePass() {
        String text = "(expected: text; put it in quotes)";
        String wrong = "interface conversion: interface {} is int64, not string " + text;
        assertErrors(
                Map.of("issuer", 1, "account", 1, "auth_users", 1, "xkey", 1, "allowed_accounts", 1),
                wrong,
                wrong,
                wrong,
                "Expected auth_users field to be an array",
                "Expected allowed accounts field to be an array",
                "Authorization callouts require authorized users to be specified");
    }

    @Test
    void takesTheOtherNames() {
        Map<String, Object> block = Map.of("issuer", ISSUER, "acc", "AUTH", "users", List.of("auth"), "key", XKEY);
        var problems = new RecordedProblems();
        var reader = new ConfigReader(ConfigNodes.map("authorization", Map.of("auth_hook", block)), problems);
        assertEquals(
                new CalloutOptions(ISSUER, "AUTH", Set.of("auth"), XKEY, Set.of()),
                section().binder().bind(reader));
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void listensInTheDefaultAccountUnlessToldOtherwise() {
        var reader = new ConfigReader(
                ConfigNodes.map(
                        "authorization",
                        Map.of("auth_callout", Map.of("issuer", ISSUER, "auth_users", List.of("auth")))),
                new RecordedProblems());
        assertEquals("$G", section().binder().bind(reader).account());
    }

    @Test
    void saysWhatIsWrongInTheWordsThatOperatorsKnow() {
        assertErrors(Map.of("auth_users", List.of("auth")), "Authorization callouts require an issuer to be specified");
        assertErrors(Map.of("issuer", ISSUER), "Authorization callouts require authorized users to be specified");
        assertErrors(
                Map.of("issuer", XKEY, "auth_users", List.of("auth")),
                "Expected callout user to be a valid public account nkey");
        assertErrors(
                Map.of("issuer", ISSUER, "auth_users", List.of("auth"), "xkey", ISSUER),
                "Expected callout xkey to be a valid public xkey");
        assertErrors(Map.of("issuer", ISSUER, "auth_users", List.of("auth"), "foo", 1), "unknown field \"foo\"");
        assertErrors(
                Map.of("issuer", ISSUER, "auth_users", List.of("auth"), "allowed_accounts", List.of("NOPE")),
                "auth_callout allowed account \"NOPE\" not found in configured accounts");
    }

    @Test
    void doesNotRepeatASeedThatStandsInTheWrongPlace() {
        RecordedProblems problems = bind(Map.of("issuer", ISSUER_PAIR.seed(), "auth_users", List.of("auth")));
        assertFalse(problems.errors().toString().contains(ISSUER_PAIR.seed()));
    }

    private RecordedProblems bind(Object block) {
        var problems = new RecordedProblems();
        section()
                .binder()
                .bind(new ConfigReader(ConfigNodes.map("authorization", Map.of("auth_callout", block)), problems));
        return problems;
    }

    private void assertErrors(Object block, String... messages) {
        assertEquals(
                Stream.of(messages).sorted().toList(),
                bind(block).errors().stream()
                        .map(RecordedProblems.Problem::message)
                        .sorted()
                        .toList());
    }
}
