/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.plugin.accounts.config.Drafts.AccountDraft;
import soma.plugin.accounts.config.Drafts.ExportDraft;
import soma.plugin.accounts.config.Drafts.ImportDraft;
import soma.plugin.accounts.rules.Exports;
import soma.plugin.accounts.rules.ImportGraph;
import soma.spi.config.ConfigNode;
import soma.spi.subject.Subjects;

/**
 * Makes accounts of drafts: all exports first, then the imports, each judged beside those before it. Problems are
 * reported where the accounts begin, as nats-server does, which checks when it has read them all; the text says
 * where.
 */
final class Assembling {
    private final Values values;
    private final ConfigNode at;
    private final boolean systemAccount;
    private final Map<String, AccountDefinition> accounts = new LinkedHashMap<>();
    private final ImportGraph graph = new ImportGraph(accounts::get);

    Assembling(Values values, ConfigNode at, boolean systemAccount) {
        this.values = values;
        this.at = at;
        this.systemAccount = systemAccount;
    }

    List<AccountDefinition> assemble(List<AccountDraft> drafts) {
        for (AccountDraft draft : drafts) {
            AccountDefinition account = AccountDefinition.named(draft.name());
            accounts.put(draft.name(), account.withLimits(draft.limits()).withTraces(draft.traces()));
        }
        for (Kind kind : Kind.values()) {
            drafts.forEach(draft -> draft.exports().stream()
                    .filter(export -> export.export().kind() == kind)
                    .forEach(export -> export(draft.name(), export)));
        }
        for (Kind kind : Kind.values()) {
            drafts.forEach(draft -> draft.imports().stream()
                    .filter(wanted -> wanted.wanted().kind() == kind)
                    .forEach(wanted -> take(draft.name(), wanted)));
        }
        return List.copyOf(accounts.values());
    }

    private void fail(ConfigNode where, String message) {
        values.fail(at, message + " (at " + where.position() + ")");
    }

    private void export(String account, ExportDraft draft) {
        Export export = draft.export();
        Set<String> permitted = new HashSet<>();
        for (String name : draft.accounts()) {
            if (accounts.containsKey(name)) {
                permitted.add(name);
            } else {
                fail(draft.at(), Values.quoted(name) + " account not defined for " + word(export.kind()) + " export");
            }
        }
        String adding = "Error adding " + word(export.kind()) + " export " + Values.quoted(export.subject()) + ": ";
        if (export.tokenPosition() > 0 && !hasWildcardAt(export.subject(), export.tokenPosition())) {
            fail(draft.at(), adding + "sublist: invalid subject");
            return;
        }
        AccountDefinition exporter = accounts.getOrDefault(account, AccountDefinition.named(account));
        String problem = latencyProblem(exporter, export);
        if (problem != null) {
            fail(draft.at(), "Error adding service latency sampling for " + Values.quoted(export.subject()) + problem);
            return;
        }
        List<Export> exports = new ArrayList<>(exporter.exports());
        exports.add(draft.accounts().isEmpty() ? export : export.to(Access.only(permitted)));
        accounts.put(account, exporter.withExports(exports));
    }

    private static boolean hasWildcardAt(String subject, int position) {
        String[] tokens = subject.split("\\.", -1);
        return position <= tokens.length && tokens[position - 1].equals("*");
    }

    private @Nullable String latencyProblem(AccountDefinition exporter, Export export) {
        Latency latency = export.latency();
        if (latency == null) {
            return null;
        }
        if (!systemAccount) {
            return ": system account not setup";
        }
        String results = latency.subject();
        boolean published = Subjects.isValid(results) && Subjects.isLiteral(results);
        boolean loops = Subjects.isSubset(results, export.subject())
                || Exports.covering(exporter, Kind.SERVICE, results).isPresent();
        String on = " on subject " + Values.quoted(results) + ": ";
        if (!published || loops) {
            return on + "invalid publish subject";
        }
        return export.responseType() == ResponseType.SINGLETON ? null : on + "bad service response type";
    }

    private void take(String account, ImportDraft draft) {
        Import wanted = draft.wanted();
        if (!accounts.containsKey(wanted.account())) {
            fail(
                    draft.at(),
                    Values.quoted(wanted.account()) + " account not defined for " + word(wanted.kind()) + " import");
            return;
        }
        String objection = objection(account, draft);
        if (objection != null) {
            fail(
                    draft.at(),
                    "Error adding " + word(wanted.kind()) + " import " + Values.quoted(wanted.subject()) + ": "
                            + objection);
            return;
        }
        graph.add(account, wanted);
        AccountDefinition importer = accounts.getOrDefault(account, AccountDefinition.named(account));
        List<Import> imports = new ArrayList<>(importer.imports());
        imports.add(wanted);
        accounts.put(account, importer.withImports(imports));
    }

    private @Nullable String objection(String account, ImportDraft draft) {
        String refusal = graph.refusal(account, draft.wanted());
        if (refusal == null && !Subjects.isLiteral(draft.prefix())) {
            return "stream import prefix can not contain wildcard tokens";
        }
        return refusal == null ? graph.objection(account, draft.wanted()) : refusal;
    }

    private static String word(Kind kind) {
        return kind == Kind.STREAM ? "stream" : "service";
    }
}
