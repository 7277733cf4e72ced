/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLimits;
import soma.plugin.accounts.config.Drafts.AccountDraft;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads {@code accounts}, {@code system_account} and {@code no_system_account}. */
final class AccountsBinder {
    private static final String GLOBAL = "$G";

    private final ConfigReader root;
    private final Values values;

    private AccountsBinder(ConfigReader root) {
        this.root = root;
        this.values = new Values(root);
    }

    static AccountsConfig bind(ConfigReader root) {
        return new AccountsBinder(root).read();
    }

    private AccountsConfig read() {
        boolean none = root.flag(AccountsSection.NO_SYSTEM_ACCOUNT, false);
        Optional<ConfigNode> block = root.find(AccountsSection.ACCOUNTS);
        List<AccountDraft> drafts = block.map(this::drafts).orElse(List.of());
        List<AccountDefinition> accounts = List.of();
        if (block.isPresent() && !values.failed()) {
            accounts = new Assembling(values, block.get(), !none).assemble(drafts);
        }
        return new AccountsConfig(accounts, systemAccount(drafts, none), none);
    }

    private String systemAccount(List<AccountDraft> drafts, boolean none) {
        Optional<ConfigNode> named = root.find(AccountsSection.SYSTEM_ACCOUNT);
        boolean usualOne = drafts.stream().anyMatch(draft -> draft.name().equals(AccountUsers.SYSTEM));
        if (named.isEmpty()) {
            return none && !usualOne ? "" : AccountUsers.SYSTEM;
        }
        if (named.get().kind() != Kind.STRING) {
            values.fail(named.get(), "system account name must be a string");
            return "";
        }
        String name = named.get().text();
        boolean defined = name.equals(GLOBAL)
                || drafts.stream().anyMatch(draft -> draft.name().equals(name));
        if (!defined && !values.failed() && !AccountUsers.hasOperator(root)) {
            values.fail(named.get(), "error resolving system account: account missing");
        }
        return name;
    }

    private List<AccountDraft> drafts(ConfigNode accounts) {
        return switch (accounts.kind()) {
            case ARRAY -> names(accounts);
            case MAP -> blocks(accounts);
            default -> {
                values.is(accounts, Kind.MAP);
                yield List.of();
            }
        };
    }

    private List<AccountDraft> names(ConfigNode accounts) {
        List<AccountDraft> drafts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigNode element : accounts.elements()) {
            String name = values.text(element).orElse("");
            if (name.equals(GLOBAL)) {
                values.fail(element, Values.quoted(name) + " is a Reserved Account");
            } else if (!name.isEmpty() && !seen.add(name)) {
                values.fail(element, "Duplicate Account Entry: " + name);
            } else if (!name.isEmpty()) {
                drafts.add(new AccountDraft(name, List.of(), List.of(), AccountLimits.NONE, null));
            }
        }
        return drafts;
    }

    private List<AccountDraft> blocks(ConfigNode accounts) {
        AccountReader reader = new AccountReader(values, root);
        List<AccountDraft> drafts = new ArrayList<>();
        ConfigReader all = root.map(AccountsSection.ACCOUNTS).orElseThrow();
        for (String name : accounts.keys()) {
            ConfigNode block = accounts.child(name).orElseThrow();
            if (block.isVariable()) {
                continue;
            }
            if (block.kind() != Kind.MAP) {
                values.fail(block, "Expected map entries for accounts");
            } else if (name.equals(GLOBAL)) {
                values.fail(block, Values.quoted(name) + " is a Reserved Account");
            } else {
                all.map(block).ifPresent(found -> drafts.add(reader.read(name, found)));
            }
        }
        return drafts;
    }
}
