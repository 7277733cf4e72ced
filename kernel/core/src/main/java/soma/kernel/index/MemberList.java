/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;

/**
 * Members in an array that readers walk without a lock. Adding appends in place; removing leaves a hole, and a list that is
 * half holes is replaced by a dense one. So a subject with a hundred thousand subscribers costs no more per change than one
 * with ten.
 */
final class MemberList {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Member[].class);
    private static final int LEAST = 2;

    private volatile @Nullable Member[] slots = new Member[LEAST];
    private volatile int used;
    private int live;

    /** Adds a member; for whoever changes the index. */
    void add(Member member) {
        if (used == slots.length) {
            compact(live * 2 + LEAST);
        }
        int place = used;
        member.place = place;
        SLOT.setRelease(slots, place, member);
        used = place + 1;
        live++;
    }

    /** Removes a member; for whoever changes the index. Returns whether it was here. */
    boolean remove(Member member) {
        int place = member.place;
        if (place < 0 || place >= used || slots[place] != member) {
            return false;
        }
        SLOT.setRelease(slots, place, null);
        member.place = -1;
        live--;
        if (live * 2 + LEAST < used) {
            compact(live + live / 2 + LEAST);
        }
        return true;
    }

    /** Returns how many members there are; for whoever changes the index. */
    int size() {
        return live;
    }

    /** Returns how many members fit before the array is replaced; for tests. */
    int capacity() {
        return slots.length;
    }

    /** Adds all members to a match; for any thread. */
    @HotPath
    void addTo(MatchSet matches) {
        int most = used; // before the slots: a denser array is published before its smaller count
        @Nullable Member[] source = slots;
        int count = Math.min(most, source.length);
        for (int i = 0; i < count; i++) {
            Member member = (Member) SLOT.getAcquire(source, i);
            if (member != null) {
                matches.add(member);
            }
        }
    }

    /** Adds all members to a queue group of a match; for any thread. */
    @HotPath
    void addTo(MatchSet.Group group) {
        int most = used;
        @Nullable Member[] source = slots;
        int count = Math.min(most, source.length);
        for (int i = 0; i < count; i++) {
            Member member = (Member) SLOT.getAcquire(source, i);
            if (member != null) {
                group.add(member);
            }
        }
    }

    /** Calls back for each member; for whoever changes the index. */
    void forEach(Consumer<Member> action) {
        for (int i = 0; i < used; i++) {
            Member member = slots[i];
            if (member != null) {
                action.accept(member);
            }
        }
    }

    private void compact(int capacity) {
        @Nullable Member[] dense = new Member[capacity];
        int at = 0;
        for (int i = 0; i < used; i++) {
            Member member = slots[i];
            if (member != null) {
                member.place = at;
                dense[at++] = member;
            }
        }
        slots = dense;
        used = at;
    }
}
