/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.ldap.LdapConfig.Terms;
import soma.plugin.auth.users.api.Role;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.space.SpaceDirectory;
import soma.spi.space.SubjectSpace;

/** Turns groups into an admission. Safe for any thread. */
final class Grants {
    private final Terms terms;
    private final SpaceDirectory spaces;

    Grants(Terms terms, SpaceDirectory spaces) {
        this.terms = terms;
        this.spaces = spaces;
    }

    CompletionStage<AuthResult> admit(AuthRequest request, Person person) {
        String user = person.name();
        Role group = group(person.groups());
        if (group == null) {
            return CompletableFuture.completedFuture(
                    new Refused("\"" + user + "\" is in none of the groups in ldap.groups"));
        }
        String account = group.account().isEmpty() ? terms.account() : group.account();
        return space(account)
                .thenApply(space -> space.map(found ->
                                group.apply(request, Admission.to(found).as(user)))
                        .orElseGet(() -> new Refused("\"" + user + "\": there is no account \"" + account + "\"")));
    }

    private @Nullable Role group(Set<String> names) {
        return terms.groups().stream()
                .filter(group -> names.stream().anyMatch(group.name()::equalsIgnoreCase))
                .findFirst()
                .orElse(terms.others());
    }

    private CompletionStage<Optional<SubjectSpace>> space(String account) {
        return account.isEmpty()
                ? CompletableFuture.completedFuture(Optional.of(spaces.defaultSpace()))
                : spaces.resolve(account);
    }
}
