/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import soma.plugin.auth.users.api.UserSource;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Where users are configured in accounts. */
public final class AccountUsers implements UserSource {
    /** The name of the system account unless another one is named. */
    public static final String SYSTEM = "$SYS";

    private static final List<String> OPERATORS = List.of(
            "operator", "operators", "root", "roots", "root_operator", "root_operators", "trusted", "trusted_keys");

    /** Makes a source. */
    public AccountUsers() {}

    @Override
    public List<Block> blocks(ConfigReader root) {
        List<Block> blocks = new ArrayList<>();
        Optional<ConfigReader> accounts = accounts(root).flatMap(node -> root.map(AccountsSection.ACCOUNTS));
        if (accounts.isPresent()) {
            for (String name : accounts.get().node().keys()) {
                ConfigNode block = accounts.get().node().child(name).orElseThrow();
                if (block.kind() == Kind.MAP && !block.isVariable()) {
                    accounts.get().map(block).ifPresent(reader -> blocks.add(new Block(reader, name)));
                }
            }
        }
        return blocks;
    }

    private static Optional<ConfigNode> accounts(ConfigReader root) {
        return root.find(AccountsSection.ACCOUNTS).filter(node -> node.kind() == Kind.MAP);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An {@code authorization} block, even an empty one, says that connections have to authenticate.
     */
    @Override
    public boolean admitsAnonymous(ConfigReader root) {
        if (hasOperator(root)
                || root.find("no_auth_user").isPresent()
                || root.find("authorization").isPresent()) {
            return false;
        }
        String system = root.find(AccountsSection.SYSTEM_ACCOUNT)
                .filter(node -> node.kind() == Kind.STRING)
                .map(ConfigNode::text)
                .orElse(SYSTEM);
        List<String> names = names(root);
        return names.size() == 1 && names.getFirst().equals(system);
    }

    private static List<String> names(ConfigReader root) {
        return root.find(AccountsSection.ACCOUNTS)
                .map(node -> switch (node.kind()) {
                    case MAP ->
                        node.keys().stream()
                                .filter(name -> node.child(name)
                                        .filter(block -> !block.isVariable())
                                        .isPresent())
                                .toList();
                    case ARRAY ->
                        node.elements().stream()
                                .filter(element -> element.kind() == Kind.STRING)
                                .map(ConfigNode::text)
                                .toList();
                    default -> List.<String>of();
                })
                .orElse(List.of());
    }

    /** Returns whether an operator vouches for accounts, so that others define them. */
    static boolean hasOperator(ConfigReader root) {
        return OPERATORS.stream().anyMatch(key -> root.find(key).isPresent());
    }
}
