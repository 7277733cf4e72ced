/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.util.List;
import java.util.Optional;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;

/** Users who are known by a public key. */
final class NkeyKind implements CredentialKind {
    private static final ConfigKey NKEY = ConfigKey.of(
            "nkey", "string", "", Reload.YES, "The public key of a user, in place of a name and password.");

    @Override
    public String name() {
        return "nkey";
    }

    @Override
    public int order() {
        return SIGNATURE;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(NKEY);
    }

    @Override
    public boolean needsNonce() {
        return true;
    }

    @Override
    public Optional<Credential> bind(ConfigReader block, boolean single) {
        String key = block.text(NKEY, "");
        if (single) {
            block.find(NKEY).ifPresent(node -> block.problems().error(node, "unknown field \"nkey\""));
            return Optional.empty();
        }
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (!Nkeys.isPublic(KeyKind.USER, key)) {
            // does not show what it found: it may be a seed
            block.problems().error(block.node(), "Not a valid public nkey for a user");
        } else if (block.find("user", "username").isPresent()
                || block.find("pass", "password").isPresent()) {
            block.problems().error(block.node(), "Nkey users do not take usernames or passwords");
        }
        return Optional.of(new NkeyCredential(key));
    }

    @Override
    public List<String> claims(AuthRequest request) {
        String key = request.text("nkey");
        return key.isEmpty() ? List.of() : List.of(key);
    }
}
