/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.route.Interest;

/**
 * What a subject matched: plain members, queue groups, and the interests of relays. Reused from match to match without
 * allocating. Confined to one thread.
 */
@HotPath
public final class MatchSet {
    private @Nullable Member[] plain = new Member[16];
    private int plainCount;
    private Group[] groups = {};
    private int groupCount;
    private @Nullable Interest[] interests = new Interest[4];
    private int interestCount;

    /** A queue group and its members; of all subscriptions that matched, whatever their pattern. */
    public static final class Group {
        private String name = "";
        private @Nullable Member[] members = new Member[8];
        private int count;

        private Group() {}

        /** Returns the name of the group. */
        public String name() {
            return name;
        }

        /** Returns how many members there are. */
        public int size() {
            return count;
        }

        /** Returns a member, from 0. */
        public Member member(int index) {
            return present(members[index]);
        }

        void add(Member member) {
            if (count == members.length) {
                members = Arrays.copyOf(members, count * 2);
            }
            members[count++] = member;
        }

        private void clear() {
            Arrays.fill(members, 0, count, null);
            count = 0;
        }
    }

    /** Makes an empty set. */
    public MatchSet() {}

    /** Returns how many plain members matched. */
    public int plain() {
        return plainCount;
    }

    /** Returns a plain member, from 0. */
    public Member plain(int index) {
        return present(plain[index]);
    }

    /** Returns how many queue groups matched. */
    public int groups() {
        return groupCount;
    }

    /** Returns a queue group, from 0. */
    public Group group(int index) {
        return groups[index];
    }

    /** Returns how many interests of relays matched. */
    public int interests() {
        return interestCount;
    }

    /** Returns an interest, from 0. */
    public Interest interest(int index) {
        return present(interests[index]);
    }

    /** Returns whether nothing matched. */
    public boolean isEmpty() {
        return plainCount == 0 && groupCount == 0 && interestCount == 0;
    }

    /** Forgets everything, so that nothing is kept alive. */
    public void clear() {
        Arrays.fill(plain, 0, plainCount, null);
        plainCount = 0;
        for (int i = 0; i < groupCount; i++) {
            groups[i].clear();
        }
        groupCount = 0;
        Arrays.fill(interests, 0, interestCount, null);
        interestCount = 0;
    }

    void add(Member member) {
        if (plainCount == plain.length) {
            plain = Arrays.copyOf(plain, plainCount * 2);
        }
        plain[plainCount++] = member;
    }

    void add(Interest interest) {
        if (interestCount == interests.length) {
            interests = Arrays.copyOf(interests, interestCount * 2);
        }
        interests[interestCount++] = interest;
    }

    Group groupOf(String name) {
        for (int i = 0; i < groupCount; i++) {
            if (groups[i].name.equals(name)) {
                return groups[i];
            }
        }
        if (groupCount == groups.length) {
            groups = Arrays.copyOf(groups, groupCount * 2 + 2);
            for (int i = groupCount; i < groups.length; i++) {
                groups[i] = new Group();
            }
        }
        Group group = groups[groupCount++];
        group.name = name;
        return group;
    }

    private static <T> T present(@Nullable T element) {
        if (element == null) {
            throw new IndexOutOfBoundsException("nothing matched at that place");
        }
        return element;
    }
}
