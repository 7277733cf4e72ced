/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.annotation.Api;

/**
 * What an account is. Immutable.
 *
 * @param imports            what it takes from others
 * @param exports            what it offers to others
 * @param limits             its limits
 * @param signingKeys        keys that issue users on its behalf, beside its own
 * @param revocations        up to when, as Unix time, JWTs issued to a user count no more; {@code *} for all users
 * @param defaultPermissions permissions of users that have none of their own
 * @param mappings           where messages on a subject go
 * @param authorization      whether a service authorizes its users
 * @param trace              where traces of its messages go; null for nowhere
 * @param clusterTraffic     empty, {@code system} or {@code owner}
 * @param description        more for people
 * @param infoUrl            where there is more for people
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AccountClaims(
        List<AccountImport> imports,
        List<AccountExport> exports,
        OperatorLimits limits,
        List<SigningKey> signingKeys,
        Map<String, Long> revocations,
        PermissionRules defaultPermissions,
        Map<String, List<Weighted>> mappings,
        ExternalAuthorization authorization,
        @Nullable Trace trace,
        String clusterTraffic,
        String description,
        String infoUrl)
        implements ClaimBody {
    /** An account without limits that shares nothing. */
    public static final AccountClaims PLAIN = new AccountClaims(
            List.of(),
            List.of(),
            OperatorLimits.UNLIMITED,
            List.of(),
            Map.of(),
            PermissionRules.NONE,
            Map.of(),
            ExternalAuthorization.NONE,
            null,
            "",
            "",
            "");

    /** Makes claims; the collections are copied. */
    public AccountClaims {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        signingKeys = List.copyOf(signingKeys);
        revocations = Collections.unmodifiableMap(new LinkedHashMap<>(revocations));
        mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
    }

    /**
     * One place to go.
     *
     * @param subject the subject, with functions
     * @param weight  of a hundred messages how many go there; 0 for all
     * @param cluster the cluster in which this holds; empty for all that have none of their own
     */
    public record Weighted(String subject, long weight, String cluster) {
        /** Returns of a hundred messages how many go there. */
        public int percent() {
            return weight == 0 ? 100 : Math.clamp(weight, 0, 1000);
        }
    }

    /**
     * Where traces go.
     *
     * @param destination the subject
     * @param sampling    of a hundred messages how many are traced; 0 for all
     */
    public record Trace(String destination, long sampling) {}

    @Override
    public String type() {
        return "account";
    }

    /** Returns the signing key of that name, if the account has it. */
    public Optional<SigningKey> signingKey(String key) {
        return signingKeys.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /** Returns whether a JWT issued to a user at that second counts no more. */
    public boolean isRevoked(String user, long issuedAt) {
        return isRevoked(revocations, user, issuedAt);
    }

    /** Returns whether what was issued to somebody at that second counts no more. */
    public static boolean isRevoked(Map<String, Long> revocations, String who, long issuedAt) {
        return revocations.getOrDefault(who, Long.MIN_VALUE) >= issuedAt
                || revocations.getOrDefault("*", Long.MIN_VALUE) >= issuedAt;
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        List<String> problems = new ArrayList<>(AccountImport.problems(imports, claims.subject()));
        problems.addAll(AccountExport.problems(exports));
        AccountCheck.check(this, problems);
        return problems;
    }

    @Override
    public List<String> warnings(JwtClaims claims) {
        List<String> warnings = new ArrayList<>();
        if (imports.stream().anyMatch(one -> !one.to().isEmpty())) {
            warnings.add("the field to has been deprecated (use LocalSubject instead)");
        }
        if (claims.isSelfSigned() && !limits.equals(OperatorLimits.UNSAID)) {
            warnings.add("self-signed account JWTs shouldn't contain operator limits");
        }
        return warnings;
    }

    /** Returns the same account with these imports. */
    public AccountClaims importing(AccountImport... all) {
        return new Draft(this).imports(List.of(all)).done();
    }

    /** Returns the same account with these exports. */
    public AccountClaims exporting(AccountExport... all) {
        return new Draft(this).exports(List.of(all)).done();
    }

    /** Returns the same account with other limits. */
    public AccountClaims with(OperatorLimits other) {
        return new Draft(this).limits(other).done();
    }

    /** Returns the same account with these signing keys. */
    public AccountClaims signedBy(SigningKey... all) {
        return new Draft(this).signingKeys(List.of(all)).done();
    }

    /** Returns the same account with these revocations. */
    public AccountClaims revoking(Map<String, Long> all) {
        return new Draft(this).revocations(all).done();
    }

    /** Returns the same account with default permissions. */
    public AccountClaims with(PermissionRules defaults) {
        return new Draft(this).defaults(defaults).done();
    }

    /** Returns the same account with these mappings. */
    public AccountClaims mapping(Map<String, List<Weighted>> all) {
        return new Draft(this).mappings(all).done();
    }

    /** Returns the same account with a service that authorizes its users. */
    public AccountClaims with(ExternalAuthorization service) {
        return new Draft(this).authorization(service).done();
    }

    static AccountClaims read(JsonFields nats, int version) {
        Draft draft = new Draft(PLAIN)
                .imports(nats.objects("imports").stream()
                        .map(AccountImport::read)
                        .toList())
                .exports(nats.objects("exports").stream()
                        .map(AccountExport::read)
                        .toList())
                .limits(OperatorLimits.read(nats.object("limits"), version))
                .revocations(nats.numbers("revocations"));
        if (version == 1) {
            return draft.signingKeys(nats.texts("signing_keys").stream()
                            .map(SigningKey::of)
                            .toList())
                    .done();
        }
        Map<String, List<Weighted>> mappings = new LinkedHashMap<>();
        nats.lists("mappings")
                .forEach((subject, all) -> mappings.put(
                        subject,
                        all.stream()
                                .map(one ->
                                        new Weighted(one.text("subject"), one.number("weight"), one.text("cluster")))
                                .toList()));
        draft.signingKeys(nats.mixed("signing_keys", SigningKey::of, SigningKey::read))
                .mappings(mappings)
                .defaults(UserTerms.readPermissions(nats.object("default_permissions")))
                .authorization(ExternalAuthorization.read(nats.object("authorization")));
        return draft.finish(nats);
    }

    void write(JsonObject nats) {
        nats.put("imports", imports.stream().map(one -> one.write().fields()).toList())
                .put(
                        "exports",
                        exports.stream().map(one -> one.write().fields()).toList())
                .always("limits", limits.write().fields())
                .put("signing_keys", signingKeys.stream().map(SigningKey::write).toList())
                .put("revocations", revocations);
        JsonObject defaults = new JsonObject();
        UserTerms.writePermissions(defaultPermissions, defaults);
        Map<String, Object> all = new LinkedHashMap<>();
        mappings.forEach((subject, places) ->
                all.put(subject, places.stream().map(AccountClaims::write).toList()));
        nats.always("default_permissions", defaults.fields())
                .put("mappings", all)
                .always("authorization", authorization.write().fields());
        if (trace != null) {
            nats.always(
                    "trace",
                    new JsonObject()
                            .put("dest", trace.destination())
                            .put("sampling", trace.sampling())
                            .fields());
        }
        nats.put("cluster_traffic", clusterTraffic)
                .put("description", description)
                .put("info_url", infoUrl);
    }

    private static Map<String, Object> write(Weighted place) {
        return new JsonObject()
                .always("subject", place.subject())
                .put("weight", place.weight())
                .put("cluster", place.cluster())
                .fields();
    }

    /** Claims of which some are to change. */
    private static final class Draft {
        private final AccountClaims base;
        private List<AccountImport> imports;
        private List<AccountExport> exports;
        private OperatorLimits limits;
        private List<SigningKey> signingKeys;
        private Map<String, Long> revocations;
        private PermissionRules defaults;
        private Map<String, List<Weighted>> mappings;
        private ExternalAuthorization authorization;

        Draft(AccountClaims base) {
            this.base = base;
            imports = base.imports;
            exports = base.exports;
            limits = base.limits;
            signingKeys = base.signingKeys;
            revocations = base.revocations;
            defaults = base.defaultPermissions;
            mappings = base.mappings;
            authorization = base.authorization;
        }

        Draft imports(List<AccountImport> all) {
            imports = all;
            return this;
        }

        Draft exports(List<AccountExport> all) {
            exports = all;
            return this;
        }

        Draft limits(OperatorLimits other) {
            limits = other;
            return this;
        }

        Draft signingKeys(List<SigningKey> all) {
            signingKeys = all;
            return this;
        }

        Draft revocations(Map<String, Long> all) {
            revocations = all;
            return this;
        }

        Draft defaults(PermissionRules other) {
            defaults = other;
            return this;
        }

        Draft mappings(Map<String, List<Weighted>> all) {
            mappings = all;
            return this;
        }

        Draft authorization(ExternalAuthorization other) {
            authorization = other;
            return this;
        }

        AccountClaims finish(JsonFields nats) {
            return done(
                    nats.find("trace")
                            .map(one -> new Trace(one.text("dest"), one.number("sampling")))
                            .orElse(null),
                    nats.text("cluster_traffic"),
                    nats.text("description"),
                    nats.text("info_url"));
        }

        AccountClaims done() {
            return done(base.trace, base.clusterTraffic, base.description, base.infoUrl);
        }

        private AccountClaims done(@Nullable Trace trace, String clusterTraffic, String description, String infoUrl) {
            return new AccountClaims(
                    imports,
                    exports,
                    limits,
                    signingKeys,
                    revocations,
                    defaults,
                    mappings,
                    authorization,
                    trace,
                    clusterTraffic,
                    description,
                    infoUrl);
        }
    }
}
