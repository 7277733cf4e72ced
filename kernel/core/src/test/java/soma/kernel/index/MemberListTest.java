/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.kernel.index.Matching.member;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Seed;

class MemberListTest {
    private static List<String> ids(MemberList list) {
        MatchSet found = new MatchSet();
        list.addTo(found);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < found.plain(); i++) {
            ids.add(found.plain(i).subscription().id());
        }
        return ids;
    }

    @Test
    void keepsTheOrderOfAddingAroundHoles() {
        MemberList list = new MemberList();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            members.add(member("foo", null, "m" + i));
            list.add(members.getLast());
        }
        assertTrue(list.remove(members.get(1)));
        assertTrue(list.remove(members.get(4)));
        assertEquals(List.of("m0", "m2", "m3", "m5"), ids(list));
        list.add(members.get(1));
        assertEquals(List.of("m0", "m2", "m3", "m5", "m1"), ids(list));
        assertEquals(5, list.size());
    }

    @Test
    void removesOnlyWhatIsThere() {
        MemberList list = new MemberList();
        MemberList other = new MemberList();
        Member here = member("foo", null, "here");
        Member there = member("foo", null, "there");
        list.add(here);
        other.add(there);
        assertFalse(list.remove(there));
        assertTrue(list.remove(here));
        assertFalse(list.remove(here));
        assertEquals(0, list.size());
        assertEquals(1, other.size());
    }

    @Test
    void isASetUnderRandomChanges() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            MemberList list = new MemberList();
            Set<String> expected = new LinkedHashSet<>();
            List<Member> present = new ArrayList<>();
            for (int step = 0; step < 5_000; step++) {
                boolean grow = step / 500 % 2 == 0;
                if (present.isEmpty() || seed.random().nextInt(3) > (grow ? 0 : 1)) {
                    Member added = member("foo", null, "m" + step);
                    list.add(added);
                    present.add(added);
                    expected.add("m" + step);
                } else {
                    Member removed = present.remove(seed.random().nextInt(present.size()));
                    assertTrue(list.remove(removed));
                    expected.remove(removed.subscription().id());
                }
                assertEquals(List.copyOf(expected), ids(list));
                List<String> shown = new ArrayList<>();
                list.forEach(shownMember -> shown.add(shownMember.subscription().id()));
                assertEquals(List.copyOf(expected), shown);
            }
        });
    }

    @Test
    void aChangeOfALongListCostsAsLittleAsOneOfAShort() {
        long few = copied(1_000);
        long many = copied(100_000);
        // twice the members may be copied twice; copying all on every change would be 5 000 000 000
        assertTrue(few < 10 * 1_000, few + " slots copied for 1000 members");
        assertTrue(many < 10 * 100_000, many + " slots copied for 100000 members");
    }

    /** Adds so many members, then removes them, and returns how many slots were copied to new arrays meanwhile. */
    private static long copied(int count) {
        MemberList list = new MemberList();
        List<Member> members = new ArrayList<>();
        long copied = 0;
        int capacity = list.capacity();
        for (int i = 0; i < count; i++) {
            members.add(member("foo", null, ""));
            list.add(members.get(i));
            copied += list.capacity() == capacity ? 0 : list.size();
            capacity = list.capacity();
        }
        for (int i = 0; i < count; i++) {
            assertTrue(list.remove(members.get(i)));
            copied += list.capacity() == capacity ? 0 : list.size();
            capacity = list.capacity();
        }
        assertEquals(0, list.size());
        return copied;
    }
}
