/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.rules.Exports;
import soma.plugin.accounts.rules.ImportGraph;

/**
 * Which imports are in force, and why others are not. One thread changes it at a time; any may ask for what was left
 * out.
 */
final class ImportsInForce {
    private static final Logger LOG = LoggerFactory.getLogger(ImportsInForce.class);

    private final Function<String, @Nullable AccountDefinition> accounts;
    private final ImportGraph graph;
    private final Map<String, Map<Import, Active>> active = new HashMap<>();
    private final Map<String, List<String>> leftOut = new ConcurrentHashMap<>();
    private @Nullable Flows flows;

    /** An import in force, by virtue of an export. */
    private record Active(Export export, AutoCloseable flow) {}

    ImportsInForce(Function<String, @Nullable AccountDefinition> accounts) {
        this.accounts = accounts;
        this.graph = new ImportGraph(accounts);
    }

    /** Begins to carry messages. */
    void start(Flows opening) {
        flows = opening;
        Map<String, Map<Import, Active>> before = Map.copyOf(active);
        before.keySet().forEach(this::end);
    }

    /** Ends all imports. */
    void stop() {
        List.copyOf(active.keySet()).forEach(this::end);
        flows = null;
    }

    List<String> leftOut(String account) {
        return leftOut.getOrDefault(account, List.of());
    }

    boolean isInForce(String account, Import wanted) {
        return active.getOrDefault(account, Map.of()).containsKey(wanted);
    }

    boolean isIncomplete(String account) {
        return leftOut.containsKey(account);
    }

    /** Ends all imports of an account. */
    void end(String account) {
        Map<Import, Active> all = active.getOrDefault(account, Map.of());
        List.copyOf(all.keySet()).forEach(wanted -> end(account, wanted));
        leftOut.remove(account);
    }

    private void end(String account, Import wanted) {
        Map<Import, Active> all = active.get(account);
        Active ended = all == null ? null : all.remove(wanted);
        if (all == null || ended == null) {
            return;
        }
        if (all.isEmpty()) {
            active.remove(account);
        }
        graph.remove(account, wanted);
        try {
            ended.flow().close();
        } catch (Exception e) {
            LOG.error("Import of {} from {} failed to end", wanted.subject(), wanted.account(), e);
        }
    }

    /** Ends the imports of these accounts that are no longer wanted or permitted, then begins those that are now. */
    void settle(Collection<AccountDefinition> importers) {
        Set<String> gone = new LinkedHashSet<>(active.keySet());
        gone.removeIf(name -> accounts.apply(name) != null);
        gone.forEach(this::end);
        importers.forEach(this::endForbidden);
        importers.forEach(this::beginPermitted);
    }

    private void endForbidden(AccountDefinition importer) {
        Map<Import, Active> all = active.getOrDefault(importer.name(), Map.of());
        for (Map.Entry<Import, Active> entry : List.copyOf(all.entrySet())) {
            Import wanted = entry.getKey();
            boolean stays = importer.imports().contains(wanted)
                    && entry.getValue().export().equals(permitting(importer.name(), wanted));
            if (!stays) {
                end(importer.name(), wanted);
            }
        }
    }

    private @Nullable Export permitting(String importer, Import wanted) {
        AccountDefinition exporter = accounts.apply(wanted.account());
        return exporter == null
                ? null
                : Exports.permitting(exporter, importer, wanted).orElse(null);
    }

    private void beginPermitted(AccountDefinition importer) {
        List<String> refused = new ArrayList<>();
        for (Import wanted : new LinkedHashSet<>(importer.imports())) {
            if (active.getOrDefault(importer.name(), Map.of()).containsKey(wanted)) {
                continue;
            }
            String objection = begin(importer.name(), wanted);
            if (objection != null) {
                String kind = wanted.kind() == Kind.STREAM ? "stream" : "service";
                refused.add(kind + " import \"" + wanted.subject() + "\" from account \"" + wanted.account() + "\": "
                        + objection);
            }
        }
        if (refused.isEmpty()) {
            leftOut.remove(importer.name());
        } else {
            leftOut.put(importer.name(), List.copyOf(refused));
        }
    }

    private @Nullable String begin(String importer, Import wanted) {
        String objection = graph.objection(importer, wanted);
        Export export = permitting(importer, wanted);
        if (objection != null || export == null) {
            return objection == null ? ImportGraph.MISSING : objection;
        }
        try {
            AutoCloseable flow = flows == null ? ImportsInForce::nothing : flows.open(importer, wanted, export);
            active.computeIfAbsent(importer, name -> new LinkedHashMap<>()).put(wanted, new Active(export, flow));
            graph.add(importer, wanted);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static void nothing() {
        // before the server has started there is nothing to end
    }
}
