/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.PlainSpace;

final class MappingTablesTest {
    private final MappingTables tables = new MappingTables(new Lots(new Random(5)));

    @Test
    void theFirstMappingThatMatchesCountsAndOnlyOnce() {
        use("", Mapping.of("a.*", "b.$1"), Mapping.of("a.x", "never"), Mapping.of("b.*", "c"));
        assertEquals("b.x", tables.map("$G", "a.x"));
        assertEquals("d", tables.map("$G", "d"));
        assertEquals("a.x", tables.map("A", "a.x"));
    }

    @Test
    void whatIsLeftStaysUnlessTheSourceIsListed() {
        use("", new Mapping("a.*", List.of(new Destination("b", 40, ""))));
        assertShares(Map.of("a.x", 60, "b", 40), "a.x");
        use("", new Mapping("a", List.of(new Destination("a", 40, ""))));
        assertShares(Map.of("", 60, "a", 40), "a");
        use("", new Mapping("a", List.of(new Destination("b", 0, ""), new Destination("c", 100, ""))));
        assertShares(Map.of("c", 100), "a");
    }

    @Test
    void aClusterMayHaveDestinationsOfItsOwn() {
        Mapping mapping = new Mapping(
                "a",
                List.of(
                        new Destination("b", 100, ""),
                        new Destination("e", 70, "east"),
                        new Destination("w", 100, "west")));
        use("", mapping);
        assertShares(Map.of("b", 100), "a");
        use("north", mapping);
        assertShares(Map.of("b", 100), "a");
        use("east", mapping);
        assertShares(Map.of("a", 30, "e", 70), "a");
        use("west", mapping);
        assertShares(Map.of("w", 100), "a");
        use("", new Mapping("a", List.of(new Destination("e", 70, "east"))));
        assertShares(Map.of("a", 100), "a");
    }

    @Test
    void givenMappingsStandBesideThoseOfTheFile() {
        use("", Mapping.of("a", "b"), Mapping.of("c", "d"));
        tables.replace("$G", List.of(Mapping.of("e", "f"), Mapping.of("a", "z")));
        assertEquals(List.of(Mapping.of("a", "z"), Mapping.of("c", "d"), Mapping.of("e", "f")), tables.of("$G"));
        tables.replace("$G", List.of());
        assertEquals(List.of(Mapping.of("a", "b"), Mapping.of("c", "d")), tables.of("$G"));
    }

    @Test
    void aWrongMappingChangesNothing() {
        use("", Mapping.of("a", "b"));
        List<Mapping> wrong = List.of(Mapping.of("x", "y"), Mapping.of("x..", "y"));
        var e = assertThrows(IllegalArgumentException.class, () -> tables.replace("$G", wrong));
        assertEquals("invalid subject", e.getMessage());
        assertEquals(List.of(Mapping.of("a", "b")), tables.of("$G"));
    }

    @Test
    void routesAreCompiledAgainWhereMappingsChange() {
        var server = new PlainServer();
        var one = (PlainSpace) server.spaces().obtain("$G");
        var other = (PlainSpace) server.spaces().obtain("A");
        tables.start(server.spaces());
        use("", Mapping.of("a", "b"));
        assertEquals(1, one.invalidations());
        use("");
        assertEquals(2, one.invalidations());
        assertEquals(0, other.invalidations());
        tables.replace("A", List.of(Mapping.of("a", "b")));
        assertEquals(1, other.invalidations());
        tables.replace("unknown", List.of(Mapping.of("a", "b")));
        assertEquals(2, one.invalidations());
    }

    private void use(String cluster, Mapping... mappings) {
        List.of(mappings).forEach(Mapping::check);
        tables.use(new MappingConfig(Map.of("$G", List.of(mappings)), cluster));
    }

    private void assertShares(Map<String, Integer> expected, String subject) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(tables.map("$G", subject), 1, Integer::sum);
        }
        assertEquals(expected.keySet(), counts.keySet());
        counts.forEach(
                (to, count) -> assertEquals(expected.getOrDefault(to, 0), count / 100.0, 3.0, "the share of " + to));
    }
}
