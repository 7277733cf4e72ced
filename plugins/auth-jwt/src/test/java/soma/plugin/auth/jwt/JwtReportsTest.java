/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AccountExport;
import soma.plugin.auth.jwt.api.AccountImport;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** What monitoring is told of operators and accounts, which keeps the contract. */
class JwtReportsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();

    @BeforeEach
    void start() {
        AccountClaims claims = AccountClaims.PLAIN
                .exporting(AccountExport.of(Kind.STREAM, "s.>"))
                .importing(new AccountImport(
                        Kind.STREAM, "", world.systemAccount.publicKey(), "x", "old", "", "", false, false))
                .revoking(Map.of("*", 5L, "U", Long.MAX_VALUE));
        Instant end = World.NOW.plus(HOUR);
        world.preloaded(
                world.account,
                world.account(
                        JwtClaims.of(world.account.publicKey(), claims)
                                .tagged("b", "A")
                                .until(end),
                        World.NOW));
        world.start().login().expectIn();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private ReportContributor of(Class<? extends ReportContributor> sort) {
        return world.kernel().extension(ReportContributor.POINT, sort);
    }

    private Map<?, ?> detail(String account) {
        return (Map<?, ?>) world.kernel()
                .server()
                .report("accountz", Map.of("acc", account))
                .get("account_detail");
    }

    @Test
    void anAccountIsToldWithItsJwt() {
        Map<?, ?> detail = detail(world.account.publicKey());
        assertEquals(world.operator.publicKey(), detail.get("issuer_key"));
        assertEquals(List.of("b", "a"), detail.get("tags"));
        assertEquals(Map.of("*", "1970-01-01T00:00:05Z", "U", "9999-12-31T23:59:59Z"), detail.get("revoked_user"));
        assertEquals(world.account.publicKey(), ((Map<?, ?>) detail.get("decoded_jwt")).get("sub"));
        assertEquals(
                List.of(Map.of(
                        "description",
                        "the field to has been deprecated (use LocalSubject instead)",
                        "blocking",
                        false,
                        "time_check",
                        false)),
                detail.get("validation_result_jwt"));
        assertEquals(false, detail.get("expired"));
    }

    @Test
    void anExpiredAccountIsToldToBeSo() {
        world.advance(HOUR.plusSeconds(1));
        Map<?, ?> detail = detail(world.account.publicKey());
        assertEquals(true, detail.get("expired"));
        assertEquals(
                Map.of("description", "claim is expired", "blocking", true, "time_check", true),
                ((List<?>) detail.get("validation_result_jwt")).getFirst());
    }

    @Test
    void anAccountWithoutAJwtIsToldWithout() {
        assertFalse(detail("$G").containsKey("issuer_key"));
    }

    @Nested
    class Operators extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(JwtReports.class);
        }

        @Override
        protected List<String> fields() {
            return List.of("trusted_operators_jwt", "trusted_operators_claim");
        }
    }

    @Nested
    class Accounts extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            return of(AccountTokens.class);
        }

        @Override
        protected Map<String, String> usual() {
            return Map.of("acc", world.account.publicKey());
        }

        @Override
        protected List<String> fields() {
            return List.of(
                    "expired", "issuer_key", "tags", "jwt", "decoded_jwt", "validation_result_jwt", "revoked_user");
        }
    }
}
