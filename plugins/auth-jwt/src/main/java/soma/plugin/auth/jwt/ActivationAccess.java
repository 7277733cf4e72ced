/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.ActivationClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.JwtException;
import soma.spi.subject.Subjects;

/**
 * Permits imports of those who show an activation JWT of the exporter. Whatever is wrong with it makes the import inert: a
 * token's binding to importer, kind and subject was once only a warning (CVE-2021-3127).
 *
 * @param exporter    the exporter
 * @param signers     the keys that issue activations on its behalf
 * @param kind        the kind of export
 * @param revocations up to when activations count no more
 * @param clock       the time
 */
record ActivationAccess(
        String exporter, Set<String> signers, Kind kind, Map<String, Long> revocations, InstantSource clock)
        implements Access {
    @Override
    public boolean permits(String importer, Import wanted) {
        String token = wanted.token();
        if (token == null || token.isEmpty()) {
            return false;
        }
        try {
            Jwt jwt = Jwt.decode(token, ActivationClaims.class);
            return permits(jwt.claims(), jwt.body(ActivationClaims.class), importer, wanted);
        } catch (JwtException e) {
            return false;
        }
    }

    private boolean permits(JwtClaims claims, ActivationClaims activation, String importer, Import wanted) {
        return isSignedByExporter(claims, activation)
                && claims.subject().equals(importer)
                && activation.kind() == kind
                && wanted.kind() == kind
                && Subjects.isSubset(wanted.subject(), activation.subject())
                && claims.problems(clock.instant()).isEmpty()
                && claims.end().isAfter(clock.instant())
                && !AccountClaims.isRevoked(revocations, claims.subject(), claims.issuedAt());
    }

    private boolean isSignedByExporter(JwtClaims claims, ActivationClaims activation) {
        return activation.issuerAccount().isEmpty()
                ? claims.issuer().equals(exporter)
                : activation.issuerAccount().equals(exporter) && signers.contains(claims.issuer());
    }
}
