/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.route.Interest;

/** One token of the trie. Read by any thread; changed under the lock of the index. */
final class Node {
    private static final Interest[] NO_INTERESTS = {};
    private static final QueueGroup[] NO_GROUPS = {};

    private final Token token;
    volatile NodeTable children = NodeTable.EMPTY;
    volatile @Nullable Node any;
    volatile @Nullable Node rest;
    private volatile @Nullable MemberList plain;
    private volatile QueueGroup[] groups = NO_GROUPS;
    private volatile Interest[] interests = NO_INTERESTS;

    private record QueueGroup(String name, MemberList members) {}

    Node(Token token) {
        this.token = token;
    }

    long hash() {
        return token.hash();
    }

    @HotPath
    boolean isNamed(long tokenHash, MemorySegment memory, long from, int length) {
        return token.hash() == tokenHash
                && token.length() == length
                && Words.equal(token.words(), length, memory, from);
    }

    boolean isNamed(Token name) {
        return token.hash() == name.hash()
                && token.length() == name.length()
                && Arrays.equals(token.words(), name.words());
    }

    boolean isEmpty() {
        return plain == null
                && groups.length == 0
                && interests.length == 0
                && children.count() == 0
                && any == null
                && rest == null;
    }

    /** Adds everyone who is subscribed right here to a match. */
    @HotPath
    void addTo(MatchSet matches) {
        MemberList members = plain;
        if (members != null) {
            members.addTo(matches);
        }
        for (QueueGroup group : groups) {
            group.members.addTo(matches.groupOf(group.name));
        }
        for (Interest interest : interests) {
            matches.add(interest);
        }
    }

    void add(Member member) {
        String queue = member.subscription().queue();
        if (queue == null) {
            MemberList members = plain;
            if (members == null) {
                members = new MemberList();
                members.add(member);
                plain = members;
            } else {
                members.add(member);
            }
            return;
        }
        for (QueueGroup group : groups) {
            if (group.name.equals(queue)) {
                group.members.add(member);
                return;
            }
        }
        QueueGroup group = new QueueGroup(queue, new MemberList());
        group.members.add(member);
        QueueGroup[] more = Arrays.copyOf(groups, groups.length + 1);
        more[groups.length] = group;
        groups = more;
    }

    boolean remove(Member member) {
        String queue = member.subscription().queue();
        if (queue == null) {
            MemberList members = plain;
            boolean removed = members != null && members.remove(member);
            if (members != null && members.size() == 0) {
                plain = null;
            }
            return removed;
        }
        for (QueueGroup group : groups) {
            if (group.name.equals(queue)) {
                boolean removed = group.members.remove(member);
                if (group.members.size() == 0) {
                    groups = without(groups, group);
                }
                return removed;
            }
        }
        return false;
    }

    void add(Interest interest) {
        Interest[] more = Arrays.copyOf(interests, interests.length + 1);
        more[interests.length] = interest;
        interests = more;
    }

    @Nullable
    Interest remove(Interest like) {
        for (Interest interest : interests) {
            if (isSameWish(interest, like)) {
                interests = without(interests, interest);
                return interest;
            }
        }
        return null;
    }

    /** Returns a copy of an array without one element. */
    @SuppressWarnings("ReferenceEquality") // that very element
    private static <T> T[] without(T[] elements, T gone) {
        T[] fewer = Arrays.copyOf(elements, elements.length - 1);
        int at = 0;
        for (T element : elements) {
            if (element != gone) {
                fewer[at++] = element;
            }
        }
        return fewer;
    }

    @SuppressWarnings("ReferenceEquality") // relays are told apart by identity
    private static boolean isSameWish(Interest one, Interest other) {
        return one.relay() == other.relay()
                && Objects.equals(one.queue(), other.queue())
                && one.behalf().equals(other.behalf());
    }

    /** Shows everything here and below; not by recursion, since a subject may have thousands of tokens. */
    void forEach(IndexVisitor visitor) {
        Deque<Node> waiting = new ArrayDeque<>();
        waiting.push(this);
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            node.show(visitor);
            node.children.forEach(waiting::push);
            Node star = node.any;
            if (star != null) {
                waiting.push(star);
            }
            Node full = node.rest;
            if (full != null) {
                waiting.push(full);
            }
        }
    }

    private void show(IndexVisitor visitor) {
        MemberList members = plain;
        if (members != null) {
            members.forEach(visitor::member);
        }
        for (QueueGroup group : groups) {
            group.members.forEach(visitor::member);
        }
        for (Interest interest : interests) {
            visitor.interest(interest);
        }
    }
}
