/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.plugin.accounts.api.AccountLimits;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

class AccountsSectionTest extends ConfigSectionContract<AccountsConfig> {
    private final ConfigSection<AccountsConfig> section = AccountsSection.applying(config -> {});

    @Override
    protected ConfigSection<AccountsConfig> section() {
        return section;
    }

    @Override
    protected AccountsConfig defaults() {
        return new AccountsConfig(List.of(), "$SYS", false);
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of(
                "system_account",
                "SYS",
                "no_system_account",
                false,
                "accounts",
                Map.of(
                        "SYS",
                        Map.of(
                                "exports",
                                List.of(
                                        Map.of(
                                                "stream",
                                                "s.*",
                                                "accounts",
                                                List.of("SYS"),
                                                "account_token_position",
                                                2),
                                        Map.of(
                                                "service",
                                                "q",
                                                "response",
                                                "Single",
                                                "response_max_time",
                                                "5s",
                                                "latency",
                                                Map.of("sampling", "50%", "subject", "lat.q"),
                                                "allow_trace",
                                                true)),
                                "limits",
                                Map.of("max_conn", 1, "max_subs", 2, "max_pay", 3, "max_leafs", -7))));
    }

    @Override
    protected boolean takesAnyKey(String path) {
        return path.equals("accounts");
    }

    @Override
    protected AccountsConfig full() {
        Export stream = new Export(
                Kind.STREAM,
                "s.*",
                Access.only(Set.of("SYS")),
                2,
                ResponseType.SINGLETON,
                Export.USUAL_THRESHOLD,
                null,
                false);
        Export service = new Export(
                Kind.SERVICE,
                "q",
                Access.PUBLIC,
                0,
                ResponseType.SINGLETON,
                Duration.ofSeconds(5),
                new Latency(50, "lat.q"),
                true);
        AccountDefinition account = AccountDefinition.named("SYS")
                .withExports(List.of(stream, service))
                .withLimits(new AccountLimits(1, -1, 2, 3));
        return new AccountsConfig(List.of(account), "SYS", false);
    }

    /** What an import with everything becomes. */
    @Test
    void importsAreReadWithTheirLocalSubjects() {
        var problems = new RecordedProblems();
        var root = ConfigNodes.of(Map.of(
                "accounts",
                Map.of(
                        "A", Map.of("exports", List.of(Map.of("stream", "s.>"), Map.of("service", "q.*"))),
                        "B",
                                Map.of(
                                        "imports",
                                        List.of(
                                                Map.of(
                                                        "stream",
                                                        Map.of("account", "A", "subject", "s.>"),
                                                        "prefix",
                                                        "p."),
                                                Map.of(
                                                        "service",
                                                        Map.of("account", "A", "subject", "q.x"),
                                                        "to",
                                                        "x",
                                                        "share",
                                                        true))))));
        AccountsConfig config = section.binder().bind(new ConfigReader(root, problems));
        assertEquals(List.of(), problems.errors());
        List<Import> imports = config.accounts().stream()
                .filter(account -> account.name().equals("B"))
                .findFirst()
                .orElseThrow()
                .imports();
        assertEquals(
                List.of(
                        Import.stream("A", "s.>", "p.s.>"),
                        new Import(Kind.SERVICE, "A", "q.x", "x", true, false, null)),
                imports);
    }
}
