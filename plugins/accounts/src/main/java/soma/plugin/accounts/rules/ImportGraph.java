/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.subject.LocalSubject;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.subject.Subjects;

/**
 * All imports in force, and what speaks against another one. Objections are in the words of nats-server. Confined to
 * one thread at a time.
 */
public final class ImportGraph {
    /** The objection to an import from an account that is not there. */
    public static final String MISSING = "account missing";

    private static final int DEEPEST = 1024;

    private final Function<String, @Nullable AccountDefinition> accounts;
    private final Map<String, List<Import>> imports = new HashMap<>();

    /** Makes a graph without imports of the accounts that a function finds by name. */
    public ImportGraph(Function<String, @Nullable AccountDefinition> accounts) {
        this.accounts = accounts;
    }

    /** Takes note that an import is in force. */
    public void add(String importer, Import wanted) {
        imports.computeIfAbsent(importer, name -> new ArrayList<>()).add(wanted);
    }

    /** Takes note that an import is no longer in force. */
    public void remove(String importer, Import wanted) {
        List<Import> all = imports.get(importer);
        if (all != null && all.remove(wanted) && all.isEmpty()) {
            imports.remove(importer);
        }
    }

    /** Returns what speaks against putting an import into force, beside those that are; null for nothing. */
    public @Nullable String objection(String importer, Import wanted) {
        String refusal = refusal(importer, wanted);
        if (refusal == null) {
            refusal = circle(importer, wanted);
        }
        if (refusal == null) {
            refusal = duplicate(importer, wanted);
        }
        return refusal == null ? mismatch(wanted) : refusal;
    }

    /** Returns what speaks against an import that may be in force already; null for nothing. */
    public @Nullable String refusal(String importer, Import wanted) {
        AccountDefinition exporter = accounts.apply(wanted.account());
        if (exporter == null) {
            return MISSING;
        }
        boolean service = wanted.kind() == Kind.SERVICE;
        if (service && !(Subjects.isValid(wanted.subject()) && Subjects.isValid(wanted.localSubject()))) {
            return "sublist: invalid subject";
        }
        boolean permitted = Subjects.isValid(wanted.subject())
                && Exports.permitting(exporter, importer, wanted).isPresent();
        if (permitted) {
            return null;
        }
        return service ? "service import not authorized" : "stream import not authorized";
    }

    private @Nullable String duplicate(String importer, Import wanted) {
        for (Import other : imports.getOrDefault(importer, List.of())) {
            if (other.kind() != wanted.kind() || !other.account().equals(wanted.account())) {
                continue;
            }
            if (wanted.kind() == Kind.STREAM && other.subject().equals(wanted.subject())) {
                return "stream import already exists";
            }
            if (wanted.kind() == Kind.SERVICE && local(other).equals(local(wanted))) {
                return "duplicate service import subject \"" + wanted.localSubject()
                        + "\", previously used in import for account \"" + other.account() + "\", subject \""
                        + other.subject() + '"';
            }
        }
        return null;
    }

    private static @Nullable String mismatch(Import wanted) {
        if (Subjects.isLiteral(wanted.subject()) || wanted.localSubject().equals(wanted.subject())) {
            return null;
        }
        try {
            SubjectTransform.strict(wanted.subject(), LocalSubject.destination(wanted.localSubject()));
            return null;
        } catch (IllegalArgumentException e) {
            boolean service = wanted.kind() == Kind.SERVICE;
            return "failed to create mapping transform for " + (service ? "service" : "stream")
                    + " import subject from \"" + (service ? wanted.localSubject() : wanted.subject()) + "\" to \""
                    + (service ? wanted.subject() : wanted.localSubject()) + "\": " + e.getMessage();
        }
    }

    private @Nullable String circle(String importer, Import wanted) {
        String local = local(wanted);
        String circle = search(wanted.kind(), wanted.account(), local, visited(importer));
        if (circle == null && wanted.kind() == Kind.STREAM) {
            circle = search(Kind.STREAM, wanted.account(), wanted.subject(), visited(importer));
        }
        return circle;
    }

    private static Set<String> visited(String importer) {
        return new HashSet<>(Set.of(importer));
    }

    /**
     * Walks as nats-server does, so that the same imports are refused: from an exporter to whom it imports from
     * itself.
     */
    private @Nullable String search(Kind kind, String account, String subject, Set<String> visited) {
        if (visited.size() >= DEEPEST) {
            return "search cycle depth exhausted";
        }
        if (visited.contains(account) && visited.size() == 1) {
            return "import forms a cycle";
        }
        if (kind == Kind.STREAM && !exportsStream(account, subject)) {
            return null;
        }
        for (Import next : imports.getOrDefault(account, List.of())) {
            String arriving = kind == Kind.STREAM ? local(next) : next.subject();
            if (next.kind() != kind || !Subjects.overlap(subject, arriving)) {
                continue;
            }
            if (visited.contains(next.account())) {
                return "import forms a cycle";
            }
            visited.add(account);
            String narrowed = Subjects.isSubset(local(next), subject) ? local(next) : subject;
            String circle = search(kind, next.account(), narrowed, visited);
            if (circle != null) {
                return circle;
            }
        }
        return null;
    }

    private boolean exportsStream(String account, String subject) {
        AccountDefinition definition = accounts.apply(account);
        return definition != null
                && Exports.covering(definition, Kind.STREAM, subject).isPresent();
    }

    private static String local(Import wanted) {
        return LocalSubject.pattern(wanted.localSubject());
    }
}
