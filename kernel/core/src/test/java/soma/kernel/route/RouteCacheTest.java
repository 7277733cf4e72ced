/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.index.Generations;
import soma.kernel.index.SubjectIndex;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Lanes;
import soma.kernel.lane.Words;
import soma.spi.route.Route;

class RouteCacheTest {
    private final Arena arena = Arena.ofConfined();
    private final Lanes lanes = new Lanes();
    private final Lane lane = lanes.enter();
    private final Generations generations = new SubjectIndex().generations();
    private final RouteCache cache = new RouteCache();

    @AfterEach
    void free() {
        lanes.exit(lane);
        lanes.close();
        arena.close();
    }

    private Frame frame(String subject) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        MemorySegment memory = arena.allocate(bytes.length + 8L);
        MemorySegment.copy(bytes, 0, memory, Words.BYTE, 0, bytes.length);
        Frame frame = lane.newFrame();
        frame.subject(memory, 0, bytes.length, Words.hash(bytes));
        return frame;
    }

    private CachedRoute put(String subject) {
        Frame frame = frame(subject);
        CachedRoute route = new CachedRoute(
                subject.getBytes(StandardCharsets.UTF_8),
                CachedRoute.Stamp.of(generations, frame.memory(), 0, frame.subjectLength()),
                Route.DENIED,
                null);
        cache.put(route, generations);
        return route;
    }

    private static int slot(String subject) {
        return (int) Words.hash(subject.getBytes(StandardCharsets.UTF_8)) & 63;
    }

    /** Returns subjects whose two slots in a fresh cache are the same. */
    private static List<String> neighbours(int count) {
        List<String> found = new ArrayList<>();
        for (int i = 0; found.size() < count; i++) {
            if ((slot("s" + i) | 1) == (slot("s0") | 1)) {
                found.add("s" + i);
            }
        }
        return found;
    }

    @Test
    void findsARouteByAllBytesOfItsSubject() {
        CachedRoute route = put("foo.bar");
        assertSame(route, cache.find(frame("foo.bar")));
        assertNull(cache.find(frame("foo.baz")));
        assertNull(cache.find(frame("foo.bar.")));
        assertTrue(route.isFor(frame("foo.bar")));
        assertFalse(route.isFor(frame("foo.ba")));
    }

    @Test
    void aRouteIsStaleOnceAnythingChangedThatMayConcernIt() {
        CachedRoute route = put("foo.bar");
        assertTrue(route.isFresh(generations));
        generations.changed();
        assertFalse(route.isFresh(generations));
        assertSame(route, cache.find(frame("foo.bar")), "kept all the same, to say that the subject is known");
        CachedRoute again = put("foo.bar");
        assertSame(again, cache.find(frame("foo.bar")));
        assertTrue(again.isFresh(generations));
    }

    @Test
    void twoSubjectsOfOneSlotAreBothKept() {
        List<String> two = neighbours(2);
        CachedRoute first = put(two.get(0));
        CachedRoute second = put(two.get(1));
        assertSame(first, cache.find(frame(two.get(0))));
        assertSame(second, cache.find(frame(two.get(1))));
    }

    @Test
    void aStaleNeighbourGoesBeforeAFreshOne() {
        List<String> three = neighbours(3);
        put(three.get(0));
        generations.changed();
        CachedRoute fresh = put(three.get(1));
        CachedRoute newest = put(three.get(2));
        assertSame(fresh, cache.find(frame(three.get(1))));
        assertSame(newest, cache.find(frame(three.get(2))));
        assertNull(cache.find(frame(three.get(0))));
    }

    @Test
    void aRoutePutAgainTakesItsOwnPlace() {
        List<String> two = neighbours(2);
        put(two.get(0));
        CachedRoute second = put(two.get(1));
        CachedRoute firstAgain = put(two.get(0));
        CachedRoute secondAgain = put(two.get(1));
        assertSame(firstAgain, cache.find(frame(two.get(0))));
        assertSame(secondAgain, cache.find(frame(two.get(1))));
        assertFalse(second == secondAgain);
    }

    @Test
    void growsUntilTheSubjectsInUseFit() {
        int subjects = 1_000;
        int found = 0;
        for (int round = 0; round < 20; round++) {
            found = 0;
            for (int i = 0; i < subjects; i++) {
                if (cache.find(frame("subject." + i)) == null) {
                    put("subject." + i);
                } else {
                    found++;
                }
            }
        }
        assertTrue(found > subjects * 9 / 10, found + " of " + subjects + " subjects are found again");
    }

    @Test
    void neverKeepsMoreThanItsBound() {
        int subjects = 50_000;
        for (int i = 0; i < subjects; i++) {
            put("subject." + i);
        }
        int kept = 0;
        for (int i = 0; i < subjects; i++) {
            kept += cache.find(frame("subject." + i)) == null ? 0 : 1;
        }
        assertTrue(kept > 4_000 && kept <= 16_384, kept + " kept");
        assertNotNull(cache.find(frame("subject." + (subjects - 1))));
    }

    @Test
    void staleRoutesAreLetGoOfThoughTheirSubjectsNeverComeAgain() {
        for (int i = 0; i < 30; i++) {
            put("gone." + i);
        }
        generations.changed();
        for (int i = 0; i < 64; i++) { // more than enough to come by every place, however much the cache has grown
            put("lively");
        }
        for (int i = 0; i < 30; i++) {
            assertNull(cache.find(frame("gone." + i)));
        }
        assertNotNull(cache.find(frame("lively")));
    }

    @Test
    void subjectsThatShareAPlaceAtTheDoorAreKnownInTheEnd() {
        long first = 1L << 40;
        long second = first + 1; // differs below the bits that choose the place
        long third = first + 2;
        boolean[] known = new boolean[3];
        for (int i = 0; i < 100; i++) {
            known[0] |= cache.seenBefore(first);
            known[1] |= cache.seenBefore(second);
            known[2] |= cache.seenBefore(third);
        }
        assertTrue(known[0] && known[1] && known[2], "known: " + Arrays.toString(known));
    }

    @Test
    void theDoorkeeperKnowsASubjectTheSecondTime() {
        long hash = Words.hash("foo".getBytes(StandardCharsets.UTF_8));
        assertFalse(cache.seenBefore(hash));
        assertTrue(cache.seenBefore(hash));
        assertFalse(cache.seenBefore(hash + 1));
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            passed += cache.seenBefore(Words.hash(("once." + i).getBytes(StandardCharsets.UTF_8))) ? 1 : 0;
        }
        assertEquals(0, passed);
    }
}
