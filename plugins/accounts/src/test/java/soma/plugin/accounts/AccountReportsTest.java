/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestKernel;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** What this plugin gives to monitoring keeps the contract. */
class AccountReportsTest {
    private TestKernel kernel;

    @BeforeEach
    void start() {
        kernel = TestKernel.with(Plugins.installed("auth-users", "subject-mapping", "accounts"))
                .configuration("""
                        accounts {
                          A {
                            exports: [{stream: "s.>"}, {service: "svc", accounts: [B], latency: {sampling: 50, subject: l}}]
                          }
                          B {
                            imports: [{stream: {account: A, subject: "s.>"}}, {service: {account: A, subject: svc}}]
                          }
                          SYS { }
                        }
                        system_account: SYS
                        """)
                .start();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private ReportContributor of(Class<? extends ReportContributor> sort) {
        return kernel.extension(ReportContributor.POINT, sort);
    }

    @Nested
    class Accountz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(AccountReport.class);
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(Map.of("acc", "A"));
        }

        @Override
        protected List<String> fields() {
            return List.of("server_id", "now", "system_account", "accounts");
        }
    }

    @Nested
    class Exporter extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(AccountDetails.class);
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", "A");
        }

        @Override
        protected List<Map<String, String>> queries() {
            return List.of(Map.of("acc", "SYS"));
        }

        @Override
        protected List<String> fields() {
            return List.of(
                    "account_name",
                    "update_time",
                    "expired",
                    "complete",
                    "jetstream_enabled",
                    "leafnode_connections",
                    "client_connections",
                    "subscriptions",
                    "exports",
                    "name_tag",
                    "sublist_stats");
        }
    }

    @Nested
    class Importer extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(AccountDetails.class);
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", "B");
        }

        @Override
        protected List<String> fields() {
            return List.of("account_name", "imports", "name_tag", "sublist_stats");
        }
    }

    @Nested
    class Varz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(SystemAccountVarz.class);
        }

        @Override
        protected List<String> fields() {
            return List.of("system_account");
        }
    }

    @Nested
    class Tags extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(AccountTags.class);
        }

        @Override
        protected List<String> fields() {
            return List.of();
        }
    }
}
