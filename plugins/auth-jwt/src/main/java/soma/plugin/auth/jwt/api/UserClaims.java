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
 * Who a user is.
 *
 * @param terms         what it may do and how
 * @param issuerAccount the account on whose behalf a signing key issued it; empty when the account itself did
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record UserClaims(UserTerms terms, String issuerAccount) implements ClaimBody {
    /** A user without limits, issued by its account. */
    public static final UserClaims PLAIN = new UserClaims(UserTerms.UNLIMITED, "");

    @Override
    public String type() {
        return "user";
    }

    /** Returns the same user issued on behalf of an account. */
    public UserClaims of(String account) {
        return new UserClaims(terms, account);
    }

    /** Returns the same user with other terms. */
    public UserClaims with(UserTerms other) {
        return new UserClaims(other, issuerAccount);
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        List<String> problems = new ArrayList<>();
        TermsCheck.check(terms, problems);
        if (!issuerAccount.isEmpty() && !Nkeys.isPublic(KeyKind.ACCOUNT, issuerAccount)) {
            problems.add("account_id is not an account public key");
        }
        return problems;
    }
}
