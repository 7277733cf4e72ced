/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownKeysTest {
    @ParameterizedTest
    @CsvSource({
        "port, core",
        "net, core",
        "JetStream, jetstream",
        "storedir, jetstream",
        "leaf, leafnodes",
        "ws, websocket",
        "monitor_port, monitoring",
        "log_file, logging",
        "no_sys_acc, accounts",
        "root_operators, auth-jwt",
        "plugins, launcher",
        "no_auth_user, auth-users",
        "authorization.user, auth-basic",
        "authorization.users.*.nkey, auth-nkey",
        "accounts.*.users.*.Permissions, auth-permissions",
        "authorization.auth_hook, auth-callout"
    })
    void keysAndAliasesHaveAnOwner(String key, String owner) {
        assertEquals(Optional.of(owner), KnownKeys.ownerOf(key));
    }

    @Test
    void otherKeysHaveNone() {
        assertEquals(Optional.empty(), KnownKeys.ownerOf("prt"));
        assertEquals(103, KnownKeys.names().size());
    }

    @ParameterizedTest
    @CsvSource({
        "prt, port",
        "prot, port",
        "jetsteam, jetstream",
        "Jet_Stream, jetstream",
        "autorization, authorization",
        "max_paylaod, max_payload",
        "lisen, listen"
    })
    void nearestNameIsSuggested(String wrong, String right) {
        assertEquals(Optional.of(right), KnownKeys.suggest(wrong));
    }

    @ParameterizedTest
    @CsvSource({"x", "foo", "ab", "something_else"})
    void nothingIsSuggestedForWhatIsNotNear(String wrong) {
        assertEquals(Optional.empty(), KnownKeys.suggest(wrong));
    }

    @Test
    void keysInsideBlocksAreNotSuggested() {
        assertEquals(Optional.empty(), KnownKeys.suggest("authorization.usr"));
    }

    @Test
    void suggestionsComeFromOtherNamesToo() {
        assertEquals(Optional.of("cert_file"), KnownKeys.suggest("certfile", Set.of("cert_file", "key_file")));
    }
}
