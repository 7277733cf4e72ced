/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.config.Drafts.ImportDraft;
import soma.spi.config.ConfigNode;

/** Reads {@code imports}. */
final class ImportReader {
    private final Values values;

    ImportReader(Values values) {
        this.values = values;
    }

    List<ImportDraft> read(ConfigNode imports) {
        List<ImportDraft> drafts = new ArrayList<>();
        if (imports.kind() != ConfigNode.Kind.ARRAY) {
            values.fail(imports, "Imports should be an array, got " + Values.goType(imports));
            return drafts;
        }
        for (ConfigNode item : imports.elements()) {
            if (item.kind() == ConfigNode.Kind.MAP) {
                new Item(item).read().filter(draft -> isNew(draft, drafts)).ifPresent(drafts::add);
            } else {
                values.fail(item, "Import Items should be a map with type entry, got " + Values.goType(item));
            }
        }
        return drafts;
    }

    private boolean isNew(ImportDraft draft, List<ImportDraft> drafts) {
        Import wanted = draft.wanted();
        for (ImportDraft other : drafts) {
            Import before = other.wanted();
            if (wanted.kind() == Kind.SERVICE
                    && before.kind() == Kind.SERVICE
                    && before.account().equals(wanted.account())
                    && before.localSubject().equals(wanted.localSubject())) {
                values.fail(
                        draft.at(),
                        "Duplicate service import subject " + Values.quoted(wanted.localSubject())
                                + ", previously used in import for account " + Values.quoted(before.account())
                                + ", subject " + Values.quoted(before.subject()));
                return false;
            }
        }
        return true;
    }

    /** One import while its keys are read, in whatever order they come. */
    private final class Item {
        private final ConfigNode item;
        private @Nullable Kind kind;
        private String account = "";
        private String subject = "";
        private String prefix = "";
        private String to = "";
        private @Nullable ConfigNode toAt;
        private @Nullable ConfigNode traceAt;
        private boolean share;
        private boolean allowTrace;

        Item(ConfigNode item) {
            this.item = item;
        }

        Optional<ImportDraft> read() {
            Values.entries(item, this::take);
            if (kind == Kind.SERVICE && traceAt != null) {
                values.fail(traceAt, "Detected allow_trace directive on a non-stream");
            }
            if (kind == Kind.STREAM && toAt != null && !prefix.isEmpty()) {
                values.fail(toAt, "Stream import can not have a 'prefix' and a 'to' property");
            }
            if (kind == null) {
                return Optional.empty();
            }
            boolean prefixed = kind == Kind.STREAM && !prefix.isEmpty();
            String dotted = prefix.endsWith(".") ? prefix : prefix + ".";
            String local = prefixed ? dotted + subject : to.isEmpty() ? subject : to;
            Import wanted = new Import(kind, account, subject, local, share, allowTrace, null);
            return Optional.of(new ImportDraft(wanted, prefixed ? prefix : "", item));
        }

        private void take(String key, ConfigNode node) {
            switch (key) {
                case "stream" -> kind(Kind.STREAM, node);
                case "service" -> kind(Kind.SERVICE, node);
                case "prefix" -> prefix = values.text(node).orElse("");
                case "to" -> {
                    toAt = node;
                    to = values.text(node).orElse("");
                }
                case "share" -> share = values.flag(node);
                case "allow_trace" -> {
                    traceAt = node;
                    allowTrace = values.flag(node);
                }
                default -> values.unknown(key, node);
            }
        }

        private void kind(Kind found, ConfigNode node) {
            String word = found.name().toLowerCase(Locale.ROOT);
            if (kind != null) {
                values.fail(
                        node,
                        "Detected " + word + " but already saw a " + kind.name().toLowerCase(Locale.ROOT));
                return;
            }
            if (node.kind() != ConfigNode.Kind.MAP) {
                String entry = found == Kind.STREAM ? "Stream" : "Service";
                values.fail(node, entry + " entry should be an account map, got " + Values.goType(node));
                return;
            }
            Values.entries(node, this::source);
            if (account.isEmpty() || subject.isEmpty()) {
                values.fail(node, "Expect an account name and a subject");
                return;
            }
            kind = found;
        }

        private void source(String key, ConfigNode node) {
            switch (key) {
                case "account" -> account = values.text(node).orElse("");
                case "subject" -> subject = values.text(node).orElse("");
                default -> values.unknown(key, node);
            }
        }
    }
}
