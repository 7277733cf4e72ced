/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.spi.annotation.Api;

/**
 * Something that an account offers.
 *
 * @param kind              what it is; null if it does not say
 * @param name              what people call it
 * @param subject           its subject, which may hold wildcards
 * @param tokenRequired     whether importers need an activation JWT
 * @param revocations       up to when, as Unix time, activations issued to an account count no more; {@code *} for all accounts
 * @param responseType      {@code Singleton}, {@code Stream} or {@code Chunked}; empty for the first
 * @param responseThreshold how many nanoseconds an answer may take; 0 for the usual
 * @param latency           how latency is sampled; null for not at all
 * @param tokenPosition     which token of the imported subject must be the importer's name; 0 for none
 * @param advertise         whether people are told of it
 * @param allowTrace        whether traces of messages follow
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AccountExport(
        @Nullable Kind kind,
        String name,
        String subject,
        boolean tokenRequired,
        Map<String, Long> revocations,
        String responseType,
        long responseThreshold,
        @Nullable Latency latency,
        long tokenPosition,
        boolean advertise,
        boolean allowTrace) {
    private static final List<String> RESPONSE_TYPES = List.of("", "Singleton", "Stream", "Chunked");

    /** Makes an export; the map is copied. */
    public AccountExport {
        revocations = Collections.unmodifiableMap(new LinkedHashMap<>(revocations));
    }

    /**
     * How latency is sampled.
     *
     * @param sampling of a hundred requests how many; 0 for those whose headers ask for it
     * @param results  where the measurements are published
     */
    public record Latency(long sampling, String results) {}

    /** Makes an export for everybody. */
    public static AccountExport of(Kind kind, String subject) {
        return new AccountExport(kind, "", subject, false, Map.of(), "", 0, null, 0, false, false);
    }

    /** Returns the same export for holders of an activation JWT. */
    public AccountExport withToken() {
        return new AccountExport(
                kind,
                name,
                subject,
                true,
                revocations,
                responseType,
                responseThreshold,
                latency,
                tokenPosition,
                advertise,
                allowTrace);
    }

    /** Returns the same export with revocations. */
    public AccountExport revoking(Map<String, Long> all) {
        return new AccountExport(
                kind,
                name,
                subject,
                tokenRequired,
                all,
                responseType,
                responseThreshold,
                latency,
                tokenPosition,
                advertise,
                allowTrace);
    }

    static AccountExport read(JsonFields fields) {
        return new AccountExport(
                ShareKind.read(fields, "type"),
                fields.text("name"),
                fields.text("subject"),
                fields.flag("token_req"),
                fields.numbers("revocations"),
                fields.text("response_type"),
                fields.number("response_threshold"),
                fields.find("service_latency").map(AccountExport::readLatency).orElse(null),
                fields.number("account_token_position"),
                fields.flag("advertise"),
                fields.flag("allow_trace"));
    }

    private static Latency readLatency(JsonFields fields) {
        boolean headers = fields.isText("sampling")
                && fields.text("sampling").toLowerCase(Locale.ROOT).equals("headers");
        return new Latency(headers ? 0 : fields.number("sampling"), fields.text("results"));
    }

    JsonObject write() {
        JsonObject json = new JsonObject().put("name", name).put("subject", subject);
        if (kind != null) {
            json.put("type", ShareKind.word(kind));
        }
        json.put("token_req", tokenRequired)
                .put("revocations", revocations)
                .put("response_type", responseType)
                .put("response_threshold", responseThreshold);
        if (latency != null) {
            Object sampling = latency.sampling() == 0 ? "headers" : latency.sampling();
            json.always(
                    "service_latency",
                    new JsonObject()
                            .always("sampling", sampling)
                            .always("results", latency.results())
                            .fields());
        }
        return json.put("account_token_position", tokenPosition)
                .put("advertise", advertise)
                .put("allow_trace", allowTrace);
    }

    void addProblems(List<String> problems) {
        if (kind == null) {
            problems.add("invalid export type: \"unknown\"");
        }
        if (kind == Kind.SERVICE && !RESPONSE_TYPES.contains(responseType)) {
            problems.add("invalid response type for service: \"" + responseType + "\"");
        }
        if (kind == Kind.STREAM && !responseType.isEmpty()) {
            problems.add("invalid response type for stream: \"" + responseType + "\"");
        }
        if (kind == Kind.STREAM && allowTrace) {
            problems.add("AllowTrace only valid for service export");
        }
        checkLatency(problems);
        if (responseThreshold < 0) {
            problems.add("negative response threshold is invalid");
        }
        if (responseThreshold > 0 && kind != Kind.SERVICE) {
            problems.add("response threshold only valid for services");
        }
        SubjectCheck.check(subject, problems);
        checkTokenPosition(problems);
    }

    private void checkLatency(List<String> problems) {
        if (latency == null) {
            return;
        }
        if (kind != Kind.SERVICE) {
            problems.add("latency tracking only permitted for services");
        }
        if (latency.sampling() < 0 || latency.sampling() > 100) {
            problems.add("sampling percentage needs to be between 1-100");
        }
        SubjectCheck.check(latency.results(), problems);
        if (SubjectCheck.hasWildcards(latency.results())) {
            problems.add("results subject can not contain wildcards");
        }
    }

    private void checkTokenPosition(List<String> problems) {
        if (tokenPosition < 0) {
            problems.add("Account Token Position " + tokenPosition + " is negative");
        }
        if (tokenPosition <= 0) {
            return;
        }
        String[] tokens = subject.split("\\.", -1);
        if (!SubjectCheck.hasWildcards(subject)) {
            problems.add("Account Token Position can only be used with wildcard subjects: " + subject);
        } else if (tokenPosition > tokens.length) {
            problems.add("Account Token Position " + tokenPosition + " exceeds length of subject '" + subject + "'");
        } else if (!tokens[(int) tokenPosition - 1].equals("*")) {
            problems.add("Account Token Position " + tokenPosition + " matches '" + tokens[(int) tokenPosition - 1]
                    + "' but must match a * in: " + subject);
        }
    }

    /** Checks all exports of an account. */
    static List<String> problems(List<AccountExport> exports) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < exports.size(); i++) {
            AccountExport one = exports.get(i);
            one.addProblems(problems);
            exports.subList(0, i).stream()
                    .filter(other -> other.kind == one.kind && SubjectCheck.nest(one.subject, other.subject))
                    .forEach(other -> problems.add(ShareKind.wordOrUnknown(one.kind) + " export subject \""
                            + other.subject + "\" already exports \"" + one.subject + "\""));
        }
        return problems;
    }
}
