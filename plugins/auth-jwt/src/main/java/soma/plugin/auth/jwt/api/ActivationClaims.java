/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * The permission of an exporter for one importer, who is the subject of the JWT.
 *
 * @param subject       what may be imported; may hold wildcards
 * @param kind          which kind of export that is; null if it does not say
 * @param issuerAccount the exporter on whose behalf a signing key issued it; empty when the exporter itself did
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ActivationClaims(String subject, @Nullable Kind kind, String issuerAccount) implements ClaimBody {
    @Override
    public String type() {
        return "activation";
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        List<String> problems = new ArrayList<>();
        if (kind == null) {
            problems.add("invalid import type: \"unknown\"");
        }
        SubjectCheck.check(subject, problems);
        if (!issuerAccount.isEmpty() && !Nkeys.isPublic(KeyKind.ACCOUNT, issuerAccount)) {
            problems.add("account_id is not an account public key");
        }
        return problems;
    }

    static ActivationClaims read(JsonFields nats, JsonFields place, int version) {
        return new ActivationClaims(
                nats.text("subject"),
                ShareKind.read(nats, version == 1 ? "type" : "kind"),
                place.text("issuer_account"));
    }

    void write(JsonObject nats, int version) {
        nats.put("subject", subject);
        if (kind != null) {
            nats.put(version == 1 ? "type" : "kind", ShareKind.word(kind));
        }
    }
}
