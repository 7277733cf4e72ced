/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.AccountExport;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;

/** Adds to the details of an account what its JWT says. Safe for any thread. */
record AccountTokens(Supplier<Optional<JwtAccounts>> accounts) implements ReportContributor {
    /** After those who tell of exports, to which this adds. */
    private static final int ORDER = 200;

    /** The years that RFC 3339 has. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Override
    public String document() {
        return "account_detail";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> detail) {
        String name = query.getOrDefault("acc", "");
        accounts.get().ifPresent(all -> all.find(name).ifPresent(account -> fill(account, all.now(), detail)));
    }

    private static void fill(KnownAccount account, Instant now, Map<String, Object> detail) {
        JwtClaims claims = account.claims();
        detail.put("expired", account.isExpired(now));
        detail.computeIfPresent(
                "exports", (_, exports) -> exports(exports, account.account().exports()));
        detail.put("issuer_key", claims.issuer());
        if (!claims.tags().isEmpty()) {
            detail.put("tags", claims.tags());
        }
        if (!account.token().isEmpty()) {
            detail.put("jwt", account.token());
            detail.put("decoded_jwt", claims.written());
            List<Object> findings = findings(claims, now);
            if (!findings.isEmpty()) {
                detail.put("validation_result_jwt", findings);
            }
        }
        if (!account.account().revocations().isEmpty()) {
            detail.put("revoked_user", times(account.account().revocations()));
        }
    }

    /** Adds to what is told of exports who needs a token for them. */
    private static Object exports(Object told, List<AccountExport> exports) {
        List<Object> filled = new ArrayList<>();
        for (Object one : told instanceof List<?> list ? list : List.of()) {
            filled.add(one instanceof Map<?, ?> fields ? export(fields, exports) : one);
        }
        return filled;
    }

    private static Map<String, Object> export(Map<?, ?> told, List<AccountExport> exports) {
        Map<String, Object> fields = new LinkedHashMap<>();
        told.forEach((name, value) -> fields.put(String.valueOf(name), value));
        for (AccountExport export : exports) {
            if (export.subject().equals(fields.get("subject")) && isKind(export, fields.get("type"))) {
                if (export.tokenRequired()) {
                    fields.put("token_req", true);
                }
                if (!export.revocations().isEmpty()) {
                    fields.put("revoked_activations", times(export.revocations()));
                }
            }
        }
        return fields;
    }

    private static boolean isKind(AccountExport export, @Nullable Object type) {
        return export.kind() != null && export.kind().name().equalsIgnoreCase(String.valueOf(type));
    }

    private static Map<String, Object> times(Map<String, Long> seconds) {
        Map<String, Object> times = new LinkedHashMap<>();
        seconds.forEach((key, second) -> times.put(key, time(second)));
        return times;
    }

    /** A JWT may name a second that cannot be written: the nearest one is told. */
    private static String time(long second) {
        return Times.rfc3339(Instant.ofEpochSecond(Math.clamp(second, FIRST_SECOND, LAST_SECOND)));
    }

    private static List<Object> findings(JwtClaims claims, Instant now) {
        List<Object> findings = new ArrayList<>();
        List<String> lasting = claims.problems();
        for (String problem : claims.problems(now)) {
            findings.add(finding(problem, true, !lasting.contains(problem)));
        }
        claims.warnings().forEach(warning -> findings.add(finding(warning, false, false)));
        return findings;
    }

    private static Map<String, Object> finding(String description, boolean blocking, boolean ofTime) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("description", description);
        fields.put("blocking", blocking);
        fields.put("time_check", ofTime);
        return fields;
    }
}
