/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.List;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * The answer of a service that authorizes users: either a user or an error. Its text does not show the user's JWT.
 *
 * @param jwt           the JWT of the user; empty for an error
 * @param error         why not; empty for a user
 * @param issuerAccount the account on whose behalf a signing key issued it; may be empty
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AuthorizationResponse(String jwt, String error, String issuerAccount) implements ClaimBody {
    @Override
    public String type() {
        return "authorization_response";
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        List<String> problems = new ArrayList<>();
        if (!Nkeys.isPublic(KeyKind.USER, claims.subject())) {
            problems.add("Subject must be a user public key");
        }
        if (!Nkeys.isPublic(KeyKind.SERVER, claims.audience())) {
            problems.add("Audience must be a server public key");
        }
        if (error.isEmpty() && jwt.isEmpty()) {
            problems.add("Error or Jwt is required");
        }
        if (!error.isEmpty() && !jwt.isEmpty()) {
            problems.add("Only Error or Jwt can be set");
        }
        if (!issuerAccount.isEmpty() && !Nkeys.isPublic(KeyKind.ACCOUNT, issuerAccount)) {
            problems.add("issuer_account is not an account public key");
        }
        return problems;
    }

    static AuthorizationResponse read(JsonFields nats) {
        return new AuthorizationResponse(nats.text("jwt"), nats.text("error"), nats.text("issuer_account"));
    }

    void write(JsonObject nats) {
        nats.put("jwt", jwt).put("error", error).put("issuer_account", issuerAccount);
    }

    @Override
    public String toString() {
        return "AuthorizationResponse[" + (error.isEmpty() ? "a user" : error) + "]";
    }
}
