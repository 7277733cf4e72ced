/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedListTest {
    @Test
    void elementsAreMadeWhenTheyAreAskedFor() {
        List<Integer> made = new ArrayList<>();
        List<String> list = MappedList.of(List.of(1, 2, 3), number -> {
            made.add(number);
            return "n" + number;
        });
        assertEquals(3, list.size());
        assertEquals(List.of(), made);
        assertEquals("n3", list.get(2));
        assertEquals(List.of(3), made);
        assertEquals(List.of("n1", "n2", "n3"), list);
        assertEquals(List.of(3, 1, 2, 3), made);
    }

    @Test
    void itEndsWhereTheOtherListEnds() {
        List<String> list = MappedList.of(List.of("a"), text -> text);
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(1));
        assertThrows(UnsupportedOperationException.class, list::clear);
    }

    @Test
    void whatTheFunctionThrowsReachesWhoAsks() {
        List<String> list = MappedList.of(List.of("a"), text -> {
            throw new IllegalStateException(text);
        });
        assertThrows(IllegalStateException.class, list::getFirst);
    }
}
