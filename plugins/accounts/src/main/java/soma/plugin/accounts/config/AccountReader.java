/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.accounts.api.AccountDefinition.Traces;
import soma.plugin.accounts.api.AccountLimits;
import soma.plugin.accounts.config.Drafts.AccountDraft;
import soma.plugin.accounts.config.Drafts.ExportDraft;
import soma.plugin.accounts.config.Drafts.ImportDraft;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Reads the block of one account. Its users, mappings and default permissions are read by their owners. */
final class AccountReader {
    private static final List<String> OWN =
            List.of("nkey", "imports", "exports", "users", "limits", "jetstream", "msg_trace", "trace_dest");

    private final Values values;
    private final Set<String> known = new HashSet<>(OWN);

    AccountReader(Values values, ConfigReader root) {
        this.values = values;
        for (UserAttribute attribute : root.extensions(UserAttribute.POINT)) {
            for (ConfigKey key : attribute.defaultKeys()) {
                known.add(key.name());
                known.addAll(key.aliases());
            }
        }
    }

    AccountDraft read(String name, ConfigReader block) {
        block.rejectUnknown(known);
        child(block, "nkey").ifPresent(this::nkey);
        Traces traces = child(block, "msg_trace", "trace_dest")
                .map(n -> new TraceReader(values).read(n))
                .orElse(null);
        List<ExportDraft> exports = child(block, "exports")
                .map(n -> new ExportReader(values).read(n))
                .orElse(List.of());
        List<ImportDraft> imports = child(block, "imports")
                .map(n -> new ImportReader(values).read(n))
                .orElse(List.of());
        AccountLimits limits = child(block, "limits").map(this::limits).orElse(AccountLimits.NONE);
        return new AccountDraft(name, exports, imports, limits, traces);
    }

    private static Optional<ConfigNode> child(ConfigReader block, String name, String... aliases) {
        return block.find(name, aliases);
    }

    private void nkey(ConfigNode node) {
        if (node.kind() != ConfigNode.Kind.STRING || !AccountKey.isValid(node.text())) {
            String shown = node.kind() == ConfigNode.Kind.STRING ? node.text() : Values.goType(node);
            values.fail(node, "Not a valid public nkey for an account: " + Values.quoted(shown));
        }
    }

    private AccountLimits limits(ConfigNode node) {
        if (node.kind() != ConfigNode.Kind.MAP) {
            values.fail(node, "Expected account limits to be a map/struct, got " + Values.shown(node));
            return AccountLimits.NONE;
        }
        long[] limits = {-1, -1, -1, -1};
        Values.entries(node, (key, value) -> {
            switch (key) {
                case "max_connections", "max_conn" -> limits[0] = limit(value);
                case "max_leafnodes", "max_leafs" -> limits[1] = limit(value);
                case "max_subscriptions", "max_subs" -> limits[2] = limit(value);
                case "max_payload", "max_pay" -> limits[3] = limit(value);
                default -> {
                    if (!value.isVariable()) {
                        values.fail(value, "Unknown field " + Values.quoted(key) + " parsing account limits");
                    }
                }
            }
        });
        return new AccountLimits((int) limits[0], (int) limits[1], (int) limits[2], limits[3]);
    }

    /** Limits are 32-bit numbers; all negative ones mean the same. */
    private long limit(ConfigNode node) {
        return Math.clamp(values.integer(node).orElse(-1L), -1, Integer.MAX_VALUE);
    }
}
