/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.List;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * How an account has its users authorized by a service.
 *
 * @param authUsers       the users who are the service, and are not judged by it; nobody for no service
 * @param allowedAccounts the accounts to which it may admit users; only {@code *} for all
 * @param xkey            the public key for which requests are sealed; empty for none
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ExternalAuthorization(List<String> authUsers, List<String> allowedAccounts, String xkey) {
    /** No service. */
    public static final ExternalAuthorization NONE = new ExternalAuthorization(List.of(), List.of(), "");

    private static final String ANY = "*";

    /** Makes it; the lists are copied. */
    public ExternalAuthorization {
        authUsers = List.copyOf(authUsers);
        allowedAccounts = List.copyOf(allowedAccounts);
    }

    /** Returns whether there is a service. */
    public boolean isEnabled() {
        return !authUsers.isEmpty();
    }

    /** Returns whether the service may admit users to an account other than the one it is in. */
    public boolean allows(String account) {
        return allowedAccounts.contains(ANY) || allowedAccounts.contains(account);
    }

    static ExternalAuthorization read(JsonFields fields) {
        return new ExternalAuthorization(
                fields.texts("auth_users"), fields.texts("allowed_accounts"), fields.text("xkey"));
    }

    JsonObject write() {
        return new JsonObject()
                .put("auth_users", authUsers)
                .put("allowed_accounts", allowedAccounts)
                .put("xkey", xkey);
    }

    void check(List<String> problems) {
        if (!allowedAccounts.isEmpty() && authUsers.isEmpty()) {
            problems.add("External authorization cannot have accounts without users specified");
        }
        for (String user : authUsers) {
            if (!Nkeys.isPublic(KeyKind.USER, user)) {
                problems.add("AuthUser \"" + user + "\" is not a valid user public key");
            }
        }
        for (String account : allowedAccounts) {
            if (account.equals(ANY) && allowedAccounts.size() > 1) {
                problems.add("AllowedAccounts can only be a list of accounts or \"*\"");
            } else if (!account.equals(ANY) && !Nkeys.isPublic(KeyKind.ACCOUNT, account)) {
                problems.add("Account \"" + account + "\" is not a valid account public key");
            }
        }
        if (!xkey.isEmpty() && !Nkeys.isPublic(KeyKind.CURVE, xkey)) {
            problems.add("XKey \"" + xkey + "\" is not a valid public xkey");
        }
    }
}
