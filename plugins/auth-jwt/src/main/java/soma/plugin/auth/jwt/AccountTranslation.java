/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.plugin.accounts.api.AccountDefinition.Traces;
import soma.plugin.accounts.api.AccountLimits;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AccountExport;
import soma.plugin.auth.jwt.api.AccountImport;
import soma.plugin.auth.jwt.api.ActivationClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.jwt.api.OperatorLimits;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.auth.Authorization;

/** Turns claims into what the other plugins understand. Safe for any thread. */
final class AccountTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(AccountTranslation.class);

    private final Permissions permissions;
    private final InstantSource clock;

    AccountTranslation(Permissions permissions, InstantSource clock) {
        this.permissions = permissions;
        this.clock = clock;
    }

    AccountDefinition definition(KnownAccount known) {
        String name = known.name();
        String displayName =
                known.claims().name().isEmpty() ? name : known.claims().name();
        List<Export> exports = known.account().exports().stream()
                .filter(export -> export.kind() != null)
                .map(export -> export(known, export))
                .toList();
        List<Import> imports = known.account().imports().stream()
                .filter(wanted -> wanted.kind() != null)
                .map(AccountTranslation::imported)
                .toList();
        return new AccountDefinition(
                name,
                displayName,
                exports,
                imports,
                limits(known.account().limits()),
                defaults(known),
                traces(known.account().trace()));
    }

    private static @Nullable Traces traces(AccountClaims.@Nullable Trace trace) {
        return trace == null || trace.destination().isEmpty()
                ? null
                : new Traces(trace.destination(), (int) trace.sampling());
    }

    private @Nullable Authorization defaults(KnownAccount known) {
        PermissionRules rules = known.account().defaultPermissions();
        return rules.equals(PermissionRules.NONE) ? null : permissions.compile(UserTerms.meant(rules));
    }

    private static AccountLimits limits(OperatorLimits limits) {
        return new AccountLimits(
                clamp(limits.connections()),
                clamp(limits.leafNodes()),
                clamp(limits.subscriptions()),
                Math.max(-1, limits.payload()));
    }

    private static int clamp(long limit) {
        return Math.clamp(limit, -1, Integer.MAX_VALUE);
    }

    private Export export(KnownAccount known, AccountExport export) {
        Kind kind = export.kind() == null ? Kind.STREAM : export.kind();
        AccountExport.Latency latency = export.latency();
        return new Export(
                kind,
                export.subject(),
                access(known, export, kind),
                (int) export.tokenPosition(),
                switch (export.responseType()) {
                    case "Stream" -> ResponseType.STREAMED;
                    case "Chunked" -> ResponseType.CHUNKED;
                    default -> ResponseType.SINGLETON;
                },
                export.responseThreshold() == 0 ? Export.USUAL_THRESHOLD : Duration.ofNanos(export.responseThreshold()),
                latency == null ? null : new Latency((int) latency.sampling(), latency.results()),
                export.allowTrace());
    }

    // the position of the importer's name is a condition in place of a token, not beside it
    private Access access(KnownAccount known, AccountExport export, Kind kind) {
        if (!export.tokenRequired() || export.tokenPosition() > 0) {
            return Access.PUBLIC;
        }
        Set<String> signers = new LinkedHashSet<>();
        known.account().signingKeys().stream().map(SigningKey::key).forEach(signers::add);
        if (!known.strict()) {
            signers.add(known.name());
        }
        return new ActivationAccess(known.name(), signers, kind, export.revocations(), clock);
    }

    private static Import imported(AccountImport wanted) {
        return new Import(
                wanted.kind() == null ? Kind.STREAM : wanted.kind(),
                wanted.account(),
                wanted.remoteSubject(),
                wanted.ownSubject(),
                wanted.share(),
                wanted.allowTrace(),
                wanted.token().isEmpty() ? null : wanted.token());
    }

    /** Returns its mappings; like nats-server it goes without those that are none. */
    List<Mapping> mappings(KnownAccount known) {
        List<Mapping> all = new ArrayList<>();
        known.account().mappings().forEach((subject, places) -> {
            Mapping mapping = new Mapping(
                    subject,
                    places.stream()
                            .map(place -> new Destination(place.subject(), place.percent(), place.cluster()))
                            .toList());
            try {
                mapping.check();
                all.add(mapping);
            } catch (IllegalArgumentException e) {
                LOG.warn("Mapping {} of account [{}] is left out: {}", subject, known.name(), e.getMessage());
            }
        });
        return all;
    }

    /** Returns when the next of its activations expires; empty if none does. */
    Optional<Instant> nextActivationEnd(KnownAccount known) {
        Instant now = clock.instant();
        return known.account().imports().stream()
                .map(AccountTranslation::activationEnd)
                .filter(end -> end.isAfter(now) && end.isBefore(Instant.MAX))
                .min(Instant::compareTo);
    }

    private static Instant activationEnd(AccountImport wanted) {
        try {
            return wanted.token().isEmpty()
                    ? Instant.MAX
                    : Jwt.decode(wanted.token(), ActivationClaims.class)
                            .claims()
                            .end();
        } catch (JwtException e) {
            return Instant.MAX;
        }
    }
}
