/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** The one token that {@code authorization} may have in place of users. */
record TokenKind(Turnstile turnstile) implements CredentialKind {
    @Override
    public String name() {
        return "token";
    }

    @Override
    public int order() {
        return TOKEN;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(BasicKeys.TOKEN);
    }

    @Override
    public Optional<Credential> bind(ConfigReader block, boolean single) {
        String token = block.text(BasicKeys.TOKEN, "");
        if (!single) {
            block.find(BasicKeys.TOKEN)
                    .filter(node -> !node.isVariable())
                    .ifPresent(node -> block.problems()
                            .error(node, "unknown field \"token\" (a token belongs into authorization itself)"));
            return Optional.empty();
        }
        if (token.isEmpty()) {
            return Optional.empty();
        }
        boolean beside = Stream.of(BasicKeys.USER, BasicKeys.PASSWORD)
                .map(block::find)
                .flatMap(Optional::stream)
                .anyMatch(node -> node.kind() != Kind.STRING || !node.text().isEmpty());
        if (beside) {
            block.problems().error(block.node(), "Cannot have a user/pass and token");
        }
        return Optional.of(new TokenCredential(Secret.of(token, turnstile)));
    }

    @Override
    public List<String> claims(AuthRequest request) {
        return request.text("auth_token").isEmpty() ? List.of() : List.of("");
    }
}
