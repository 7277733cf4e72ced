/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;

class ImportGraphTest {
    private static final String CIRCLE = "import forms a cycle";
    private static final String FORBIDDEN = "service import not authorized";

    private final Map<String, AccountDefinition> accounts = new HashMap<>();
    private final ImportGraph graph = new ImportGraph(accounts::get);

    private void account(String name, Export... exports) {
        accounts.put(name, AccountDefinition.named(name).withExports(List.of(exports)));
    }

    private static Export service(String subject) {
        return Export.service(subject, Access.PUBLIC);
    }

    private static Export stream(String subject) {
        return Export.stream(subject, Access.PUBLIC);
    }

    private void take(String importer, Import wanted) {
        assertNull(graph.objection(importer, wanted));
        graph.add(importer, wanted);
    }

    @Test
    void whatIsNotThereOrNotExportedCannotBeImported() {
        account("A", stream("s"));
        assertEquals(ImportGraph.MISSING, graph.objection("B", Import.service("X", "q", "q")));
        assertEquals(FORBIDDEN, graph.objection("B", Import.service("A", "s", "s")));
        assertEquals("stream import not authorized", graph.objection("B", Import.stream("A", ">", ">")));
        assertEquals("stream import not authorized", graph.objection("B", Import.stream("A", "s..x", "s")));
        assertEquals("sublist: invalid subject", graph.objection("B", Import.service("A", "s", "s..x")));
    }

    @Test
    void anExportOfJustTheSubjectCountsBeforeAWiderOne() {
        account("A", service("q.>"), Export.service("q.secret", Access.only(Set.of("B"))));
        assertNull(graph.objection("C", Import.service("A", "q.x", "q.x")));
        assertEquals(FORBIDDEN, graph.objection("C", Import.service("A", "q.secret", "q")));
        assertNull(graph.objection("B", Import.service("A", "q.secret", "q")));
    }

    @Test
    void theNameOfTheImporterMustBeWhereTheExportWantsIt() {
        Export export = new Export(
                Kind.SERVICE, "q.*.*", Access.only(Set.of()), 2, ResponseType.SINGLETON, Duration.ZERO, null, false);
        account("A", export);
        assertNull(graph.objection("B", Import.service("A", "q.B.x", "x")));
        assertNull(graph.objection("B", Import.service("A", "q.B.*", "x.$1")));
        assertEquals(FORBIDDEN, graph.objection("B", Import.service("A", "q.C.x", "x")));
        assertEquals(FORBIDDEN, graph.objection("B", Import.service("A", "q.x.B", "x")));
        assertEquals(FORBIDDEN, graph.objection("B", Import.service("A", "q.*.x", "x")));
        assertEquals(FORBIDDEN, graph.objection("B", Import.service("A", "q.*.*", "q.*.*")));
    }

    @Test
    void servicesDoNotGoInCircles() {
        List.of("A", "B", "C").forEach(name -> account(name, service("q.>"), service("q")));
        take("A", Import.service("B", "q", "q"));
        assertEquals(CIRCLE, graph.objection("B", Import.service("A", "q", "q")));
        assertEquals(CIRCLE, graph.objection("B", Import.service("A", "q", "q")));
        take("B", Import.service("C", "q", "q"));
        assertEquals(CIRCLE, graph.objection("C", Import.service("A", "q", "q")));
        assertEquals(CIRCLE, graph.objection("A", Import.service("A", "q", "other")));
        take("A", Import.service("B", "q.>", "q.>"));
        assertEquals(CIRCLE, graph.objection("B", Import.service("A", "q.x", "q.y")));
        graph.remove("A", Import.service("B", "q.>", "q.>"));
        graph.remove("A", Import.service("B", "q", "q"));
        assertNull(graph.objection("C", Import.service("A", "q", "q")));
    }

    @Test
    void aServiceUnderAnotherNameMayComeBack() {
        List.of("A", "B").forEach(name -> account(name, service("q"), service("r")));
        take("A", Import.service("B", "q", "q.of.b"));
        take("B", Import.service("A", "r", "r.of.a"));
    }

    @Test
    void streamsDoNotGoInCircles() {
        List.of("A", "B", "C").forEach(name -> account(name, stream(">")));
        take("A", Import.stream("B", "s", "s"));
        assertEquals(CIRCLE, graph.objection("B", Import.stream("A", "s", "s")));
        take("B", Import.stream("C", "s", "s"));
        assertEquals(CIRCLE, graph.objection("C", Import.stream("A", "s", "s")));
        assertEquals(CIRCLE, graph.objection("C", Import.stream("A", "s", "other")));
        take("C", Import.stream("A", "t", "u"));
        assertEquals(CIRCLE, graph.objection("A", Import.stream("A", "s", "other")));
    }

    @Test
    void whatTheExporterDoesNotExportEndsTheSearch() {
        account("A", stream("t"));
        account("B", stream("s"));
        take("A", Import.stream("B", "s", "s"));
        take("B", Import.stream("A", "t", "t"));
    }

    @Test
    void theSearchHasAnEnd() {
        int many = 1_100;
        for (int i = 0; i <= many; i++) {
            account("A" + i, service("q"));
        }
        for (int i = many; i > 0; i--) {
            graph.add("A" + i, Import.service("A" + (i - 1), "q", "q"));
        }
        account("Z", service("q"));
        assertEquals("search cycle depth exhausted", graph.objection("Z", Import.service("A" + many, "q", "q")));
        assertNull(graph.objection("Z", Import.service("A1000", "q", "q")));
    }

    @Test
    void nothingIsImportedTwice() {
        account("A", service("q.*"), stream("s.*"));
        account("C", service("q.*"));
        take("B", Import.service("A", "q.a", "x"));
        take("B", Import.service("C", "q.a", "x"));
        take("B", Import.stream("A", "s.a", "x"));
        assertEquals(
                "duplicate service import subject \"x\", previously used in import for account \"A\", subject \"q.a\"",
                graph.objection("B", Import.service("A", "q.b", "x")));
        assertEquals("stream import already exists", graph.objection("B", Import.stream("A", "s.a", "y")));
    }
}
