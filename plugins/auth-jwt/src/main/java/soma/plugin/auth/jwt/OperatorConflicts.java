/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.List;
import java.util.Optional;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Checks that operators go together with everything else in the configuration. Confined to the thread that binds. */
final class OperatorConflicts {
    private final ConfigReader root;
    private final ConfigNode operator;

    OperatorConflicts(ConfigReader root, ConfigNode operator) {
        this.root = root;
        this.operator = operator;
    }

    void check(OperatorConfig config) {
        if (config.resolver() instanceof ResolverChoice.None
                && root.find(JwtKeys.RESOLVER).isEmpty()) {
            error(operator, "operators require an account resolver to be configured");
        }
        if (config.resolver() instanceof ResolverChoice.Directory
                && config.systemAccount().isEmpty()) {
            error(
                    operator,
                    "using nats based account resolver - the system account needs to be specified in configuration or"
                            + " the operator jwt");
        }
        root.find("accounts")
                .filter(OperatorConflicts::holdsAnything)
                .ifPresent(node -> error(node, "operators do not allow Accounts to be configured directly"));
        root.find("no_auth_user").ifPresent(node -> error(node, "no_auth_user not compatible with Trusted Operator"));
        inAuthorization("users")
                .filter(OperatorConflicts::holdsAnything)
                .ifPresent(node -> error(node, "operators do not allow users to be configured directly"));
        // nats-server ignores these; here they would let somebody in
        for (String name : List.of("user", "username", "pass", "password", "token")) {
            inAuthorization(name)
                    .ifPresent(node -> error(node, "operators do not allow users to be configured directly"));
        }
        inAuthorization("auth_callout", "auth_hook")
                .ifPresent(
                        node -> error(node, "operators do not allow authorization callouts to be configured directly"));
    }

    private void error(ConfigNode at, String message) {
        root.problems().error(at, message);
    }

    private static boolean holdsAnything(ConfigNode node) {
        return switch (node.kind()) {
            case MAP -> !node.keys().isEmpty();
            case ARRAY -> !node.elements().isEmpty();
            default -> true;
        };
    }

    private Optional<ConfigNode> inAuthorization(String name, String... aliases) {
        return root.find("authorization")
                .filter(node -> node.kind() == Kind.MAP)
                .flatMap(node -> new ConfigReader(node, root.problems()).find(name, aliases));
    }
}
