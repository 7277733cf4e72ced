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

    private final long[] token;
    private final int tokenLength;
    private final long hash;
    volatile NodeTable children = NodeTable.EMPTY;
    volatile @Nullable Node any;
    volatile @Nullable Node rest;
    private volatile @Nullable MemberList plain;
    private volatile QueueGroup[] groups = NO_GROUPS;
    private volatile Interest[] interests = NO_INTERESTS;

    private record QueueGroup(String name, MemberList members) {}

    Node(byte[] token) {
        this.token = Words.of(token);
        this.tokenLength = token.length;
        this.hash = Words.hash(this.token, tokenLength);
    }

    long hash() {
        return hash;
    }

    @HotPath
    boolean isNamed(long tokenHash, MemorySegment memory, long from, int length) {
        return hash == tokenHash && tokenLength == length && Words.equal(token, length, memory, from);
    }

    boolean isNamed(long tokenHash, byte[] name) {
        return hash == tokenHash && tokenLength == name.length && Arrays.equals(token, Words.of(name));
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
                    groups = Arrays.stream(groups).filter(g -> g != group).toArray(QueueGroup[]::new);
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
                interests = Arrays.stream(interests).filter(i -> i != interest).toArray(Interest[]::new);
                return interest;
            }
        }
        return null;
    }

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
