/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/**
 * The block {@code authorization.auth_callout}. Immutable.
 *
 * @param issuer          the public key with which users must be signed; empty when the block is not there
 * @param account         the account in which the service listens
 * @param authUsers       the users who are not judged by the service, since they are the service
 * @param xkey            the public key for which requests are sealed; empty to send them in the clear
 * @param allowedAccounts the accounts whose users are judged by the service; empty for all
 */
record CalloutOptions(String issuer, String account, Set<String> authUsers, String xkey, Set<String> allowedAccounts) {
    /** What there is without the block. */
    static final CalloutOptions OFF = new CalloutOptions("", "", Set.of(), "", Set.of());

    /** The account of whoever is in no other one. */
    static final String DEFAULT_ACCOUNT = "$G";

    private static final String SYSTEM_ACCOUNT = "$SYS";
    private static final String AUTHORIZATION = "authorization";
    private static final ConfigKey BLOCK = ConfigKey.of(
                    "authorization.auth_callout",
                    "block",
                    "",
                    Reload.YES,
                    "Has users judged by a service that answers over NATS.")
            .alias("authorization.auth_hook");
    private static final ConfigKey ISSUER = ConfigKey.of(
            "issuer",
            "string",
            "",
            Reload.YES,
            "The public key of the account with whose key the service signs users.");
    private static final ConfigKey ACCOUNT = ConfigKey.of(
                    "account", "string", DEFAULT_ACCOUNT, Reload.YES, "The account in which the service listens.")
            .alias("acc");
    private static final ConfigKey AUTH_USERS = ConfigKey.of(
                    "auth_users", "list of strings", "", Reload.YES, "The users as whom the service itself logs in.")
            .alias("users");
    private static final ConfigKey XKEY = ConfigKey.of(
                    "xkey", "string", "", Reload.YES, "The public key of the service for which requests are sealed.")
            .alias("key");
    private static final ConfigKey ALLOWED_ACCOUNTS = ConfigKey.of(
            "allowed_accounts",
            "list of strings",
            "",
            Reload.YES,
            "The accounts whose users are judged by the service; all if there is no list.");

    CalloutOptions {
        authUsers = Set.copyOf(authUsers);
        allowedAccounts = Set.copyOf(allowedAccounts);
    }

    static ConfigSection<CalloutOptions> section(ConfigSection.Reloader<CalloutOptions> reloader) {
        return new ConfigSection<>("auth-callout", List.of(BLOCK), CalloutOptions::bind, reloader);
    }

    /** Returns whether the block is there. */
    boolean isOn() {
        return !issuer.isEmpty();
    }

    private static CalloutOptions bind(ConfigReader root) {
        return root.find(AUTHORIZATION)
                .filter(node -> node.kind() == Kind.MAP) // if it is none, its owner says so
                .flatMap(root::map)
                .flatMap(authorization ->
                        authorization.find("auth_callout", "auth_hook").flatMap(node -> block(authorization, node)))
                .map(block -> read(block, root))
                .orElse(OFF);
    }

    private static Optional<ConfigReader> block(ConfigReader authorization, ConfigNode node) {
        if (node.kind() != Kind.MAP) {
            authorization.problems().error(node, "Expected authorization callout to be a map/struct");
            return Optional.empty();
        }
        return authorization.map(node);
    }

    private static CalloutOptions read(ConfigReader block, ConfigReader root) {
        block.rejectUnknown(
                Set.of("issuer", "account", "acc", "auth_users", "users", "xkey", "key", "allowed_accounts"));
        String issuer = key(block, ISSUER, KeyKind.ACCOUNT, "Expected callout user to be a valid public account nkey");
        String xkey = key(block, XKEY, KeyKind.CURVE, "Expected callout xkey to be a valid public xkey");
        List<String> users = texts(block, AUTH_USERS, "Expected auth_users field to be an array");
        List<String> accounts = texts(block, ALLOWED_ACCOUNTS, "Expected allowed accounts field to be an array");
        if (issuer.isEmpty() && block.find(ISSUER).isEmpty()) {
            block.problems().error(block.node(), "Authorization callouts require an issuer to be specified");
        }
        if (users.isEmpty()) {
            block.problems().error(block.node(), "Authorization callouts require authorized users to be specified");
        }
        checkAccounts(block, root, accounts);
        return new CalloutOptions(
                issuer, block.text(ACCOUNT, DEFAULT_ACCOUNT), Set.copyOf(users), xkey, Set.copyOf(accounts));
    }

    private static void checkAccounts(ConfigReader block, ConfigReader root, List<String> accounts) {
        Set<String> known = new HashSet<>(Set.of(DEFAULT_ACCOUNT, SYSTEM_ACCOUNT));
        root.find("accounts").filter(node -> node.kind() == Kind.MAP).ifPresent(node -> known.addAll(node.keys()));
        block.find(ALLOWED_ACCOUNTS)
                .ifPresent(node -> accounts.stream()
                        .filter(account -> !known.contains(account))
                        .forEach(account -> block.problems()
                                .error(
                                        node,
                                        "auth_callout allowed account \"" + account
                                                + "\" not found in configured accounts")));
    }

    /** Reads a public key. What is none is not repeated: it may be a seed. */
    private static String key(ConfigReader block, ConfigKey key, KeyKind kind, String error) {
        String text = block.text(key, "");
        ConfigNode node = block.find(key).orElse(null);
        if (node == null || node.kind() != Kind.STRING || Nkeys.isPublic(kind, text)) {
            return text;
        }
        block.problems().error(node, error);
        return "";
    }

    private static List<String> texts(ConfigReader block, ConfigKey key, String error) {
        ConfigNode list = block.find(key).orElse(null);
        List<String> found = new ArrayList<>();
        if (list != null && list.kind() == Kind.ARRAY) {
            list.elements().forEach(element -> found.add(block.text(element, "")));
        } else if (list != null) {
            block.problems().error(list, error);
        }
        return found;
    }
}
