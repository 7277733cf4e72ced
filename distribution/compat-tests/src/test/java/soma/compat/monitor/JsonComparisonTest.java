/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonComparisonTest {
    private final JsonComparison comparison = new JsonComparison();

    private List<String> compare(String theirs, String ours) {
        return comparison.differences(theirs, ours);
    }

    @Test
    void theSameFieldsInAnotherOrderAreEqual() {
        assertEquals(List.of(), compare("{\"a\":1,\"b\":[true,null]}", "{\"b\":[true,null],\"a\":1}"));
    }

    @Test
    void namesTypesAndValuesCount() {
        assertEquals(List.of("a.x: nats-server has 1, we have 2"), compare("{\"a\":{\"x\":1}}", "{\"a\":{\"x\":2}}"));
        assertEquals(
                List.of("a: nats-server has number 1, we have string \"1\""), compare("{\"a\":1}", "{\"a\":\"1\"}"));
        assertEquals(
                List.of("a: only nats-server has it: 1", "b: only we have it: 1"), compare("{\"a\":1}", "{\"b\":1}"));
        assertEquals(
                List.of("a: nats-server has 2 elements [1, 2], we have 1 [1]"),
                compare("{\"a\":[1,2]}", "{\"a\":[1]}"));
        assertEquals(List.of("a: nats-server has null null, we have array []"), compare("{\"a\":null}", "{\"a\":[]}"));
    }

    @Test
    void aVolatileValueMustHaveTheSameType() {
        comparison.volatileValue("changes", "list[].now");
        assertEquals(List.of(), compare("{\"list\":[{\"now\":1}]}", "{\"list\":[{\"now\":2}]}"));
        assertEquals(
                1,
                compare("{\"list\":[{\"now\":1}]}", "{\"list\":[{\"now\":\"2\"}]}")
                        .size());
        assertEquals(1, compare("{\"list\":[{\"now\":1}]}", "{\"list\":[{}]}").size());
    }

    @Test
    void namedDifferencesAreAllowedAndCountedAsUsed() {
        comparison.absent("not built", "m.*.gone").extra("more", "own").ignored("whatever", "x");
        assertEquals(List.of(), compare("{\"m\":{\"k\":{\"gone\":1}},\"x\":1}", "{\"m\":{\"k\":{}},\"own\":2}"));
        assertEquals(List.of(), comparison.unusedRules());
        assertEquals(1, compare("{\"own\":1}", "{}").size(), "allowed on the other side only");
    }

    @Test
    void whatIsOfThisRunIsReplacedInNamesAndValues() {
        comparison.replacing("_R_\\.\\w+", "_R_.x");
        assertEquals(List.of(), compare("{\"_R_.abc\":\"_R_.abc.>\"}", "{\"_R_.def\":\"_R_.def.>\"}"));
    }

    @Test
    void aRuleWithoutUseIsNamed() {
        comparison.absent("not built", "gone");
        assertEquals(List.of(), compare("{}", "{}"));
        assertEquals(List.of("gone (not built)"), comparison.unusedRules());
    }

    @Test
    void arraysWithoutOrderAreSortedByAField() {
        comparison.sorted("l", "k").sorted("t", "");
        assertEquals(
                List.of(),
                compare(
                        "{\"l\":[{\"k\":2},{\"k\":1}],\"t\":[\"b\",\"a\"]}",
                        "{\"l\":[{\"k\":1},{\"k\":2}],\"t\":[\"a\",\"b\"]}"));
        assertTrue(compare("{\"o\":[2,1]}", "{\"o\":[1,2]}").size() == 2, "others keep their order");
    }
}
