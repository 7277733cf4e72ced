/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.oidc.OidcConfig.Terms;
import soma.plugin.auth.users.api.Role;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.space.SpaceDirectory;
import soma.spi.space.SubjectSpace;

/** Turns claims into an admission. Safe for any thread. */
final class Grants {
    /** Nobody needs a line break in a name, and logs are better off without. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Terms terms;
    private final SpaceDirectory spaces;

    Grants(Terms terms, SpaceDirectory spaces) {
        this.terms = terms;
        this.spaces = spaces;
    }

    CompletionStage<AuthResult> admit(AuthRequest request, Claims claims) {
        String user = claims.text(terms.userClaim());
        if (user.isBlank() || CONTROL.matcher(user).find()) {
            return refused("a token has no user in \"" + terms.userClaim() + "\"");
        }
        Role role = role(claims.texts(terms.rolesClaim()));
        if (role == null) {
            return refused("\"" + user + "\" has none of the roles in oidc.roles");
        }
        String named = role.account().isEmpty() ? claims.text(terms.accountClaim()) : "";
        if (!named.isEmpty() && !mayName(named)) {
            return refused("\"" + user + "\": the token names an account that tokens may not name");
        }
        String account = role.account().isEmpty() ? (named.isEmpty() ? terms.account() : named) : role.account();
        return space(account)
                .thenApply(space -> space.map(found ->
                                role.apply(request, Admission.to(found).as(user).until(claims.expires())))
                        .orElseGet(() -> new Refused("\"" + user + "\": there is no account \"" + account + "\"")));
    }

    private @Nullable Role role(List<String> names) {
        return terms.roles().stream()
                .filter(role -> names.contains(role.name()))
                .findFirst()
                .orElse(terms.others());
    }

    private boolean mayName(String account) {
        return terms.accounts().isEmpty()
                ? !account.startsWith("$")
                : terms.accounts().contains(account);
    }

    private CompletionStage<Optional<SubjectSpace>> space(String account) {
        return account.isEmpty()
                ? CompletableFuture.completedFuture(Optional.of(spaces.defaultSpace()))
                : spaces.resolve(account);
    }

    private static CompletionStage<AuthResult> refused(String reason) {
        return CompletableFuture.completedFuture(new Refused(reason));
    }
}
