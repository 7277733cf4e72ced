/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.host.inventory.RejectedPlugin;
import soma.host.order.DependencyOrder.Need;
import soma.host.order.DependencyOrder.Node;

class DependencyOrderTest {
    private static Node node(String id, String... needs) {
        return new Node(
                id,
                "1.0.0",
                id + ".jar",
                List.of(needs).stream().map(need -> new Need(need, "*", false)).toList(),
                Set.of());
    }

    private static Node after(String id, String... ids) {
        return new Node(id, "1.0.0", id + ".jar", List.of(), Set.of(ids));
    }

    private static DependencyOrder.Result sort(Node... nodes) {
        return DependencyOrder.of(List.of(nodes), Map.of(), (range, version) -> range.equals("*"));
    }

    private static List<String> refused(DependencyOrder.Result result) {
        return result.rejected().stream().map(RejectedPlugin::id).sorted().toList();
    }

    @Test
    void independentPluginsAreSortedById() {
        assertEquals(
                List.of("a", "b", "c"), sort(node("c"), node("a"), node("b")).order());
    }

    @Test
    void whatIsNeededComesFirst() {
        assertEquals(
                List.of("c", "b", "a", "d"),
                sort(node("a", "b"), node("b", "c"), node("c"), node("d")).order());
    }

    @Test
    void afterCountsOnlyForWhatIsThere() {
        assertEquals(
                List.of("b", "a"), sort(after("a", "b", "nowhere"), node("b")).order());
    }

    @Test
    void aMissingNeedRefusesAllThatBuildOnIt() {
        var result = sort(node("a", "b"), node("b", "nowhere"), node("c"));
        assertEquals(List.of("c"), result.order());
        assertEquals(List.of("a", "b"), refused(result));
    }

    @Test
    void aCycleIsRefusedWithWhatBuildsOnItAndNothingElse() {
        var result = sort(node("a", "b"), node("b", "c"), node("c", "b"), node("d"), after("e", "c"));
        assertEquals(List.of("d", "e"), result.order());
        assertEquals(List.of("a", "b", "c"), refused(result));
        assertTrue(result.rejected().stream().anyMatch(r -> r.reason().equals("it requires itself: b -> c -> b")));
        assertTrue(result.rejected().stream()
                .anyMatch(r -> r.reason().equals("it requires plugin 'b', which was refused")));
    }

    @Test
    void aPluginThatRequiresItselfIsRefused() {
        var result = sort(node("a", "a"), node("b"));
        assertEquals(List.of("b"), result.order());
        assertEquals("it requires itself: a -> a", result.rejected().getFirst().reason());
    }

    @Test
    void twoCyclesAreBothFound() {
        var result = sort(node("a", "b"), node("b", "a"), node("c", "d"), node("d", "c"), node("e"));
        assertEquals(List.of("e"), result.order());
        assertEquals(List.of("a", "b", "c", "d"), refused(result));
    }

    @Test
    void anyGraphIsSplitIntoAConsistentOrderAndRefusals() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                List<String> needs = new ArrayList<>();
                for (int k = random.nextInt(3); k > 0; k--) {
                    needs.add("p" + random.nextInt(14));
                }
                nodes.add(node("p" + i, needs.toArray(String[]::new)));
            }
            Collections.shuffle(nodes, random);
            var result = sort(nodes.toArray(Node[]::new));
            assertEquals(12, result.order().size() + result.rejected().size(), "seed " + seed);
            for (Node node : nodes) {
                int place = result.order().indexOf(node.id());
                for (Need need : node.needs()) {
                    int before = result.order().indexOf(need.id());
                    assertTrue(place < 0 || before >= 0 && before < place, "seed " + seed);
                }
            }
        }
    }
}
