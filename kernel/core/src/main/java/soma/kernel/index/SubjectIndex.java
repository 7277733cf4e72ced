/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.route.Interest;

/**
 * The subscriptions and interests of one space. Matching takes no lock and may run on any thread; the methods that change
 * something must be called by one thread at a time, and announce the change in {@link #generations()} before they return.
 */
public final class SubjectIndex {
    private final Node root = new Node(new Token(new byte[0]));
    private final Generations generations = new Generations();
    private final AtomicInteger size = new AtomicInteger();

    /** Makes an empty index. */
    public SubjectIndex() {}

    /** Returns what tells whether an earlier match may have changed. */
    public Generations generations() {
        return generations;
    }

    /** Returns how many subscriptions there are. */
    public int size() {
        return size.get();
    }

    /** Adds a subscription, which must have a subject that can be subscribed to. */
    public void add(Member member) {
        Token[] tokens = Token.split(member.subscription().subjectBytes());
        reach(tokens).add(member);
        size.incrementAndGet();
        generations.changed(tokens[0]);
    }

    /** Removes a subscription; returns whether it was there. */
    public boolean remove(Member member) {
        Token[] tokens = Token.split(member.subscription().subjectBytes());
        boolean[] removed = new boolean[1];
        prune(tokens, node -> removed[0] = node.remove(member));
        if (removed[0]) {
            size.decrementAndGet();
            generations.changed(tokens[0]);
        }
        return removed[0];
    }

    /** Adds an interest in place of one of the same relay, subject, queue and behalf. */
    public void add(Interest interest) {
        Token[] tokens = Token.split(interest.subject().getBytes(StandardCharsets.UTF_8));
        Node node = reach(tokens);
        node.remove(interest);
        node.add(interest);
        generations.changed(tokens[0]);
    }

    /** Removes the interest of the same relay, subject, queue and behalf, and returns it; null if there is none. */
    public @Nullable Interest remove(Interest like) {
        Token[] tokens = Token.split(like.subject().getBytes(StandardCharsets.UTF_8));
        List<Interest> removed = new ArrayList<>(1);
        prune(tokens, node -> {
            Interest gone = node.remove(like);
            if (gone != null) {
                removed.add(gone);
            }
        });
        if (removed.isEmpty()) {
            return null;
        }
        generations.changed(tokens[0]);
        return removed.getFirst();
    }

    /** Returns whether no node is left but the root; for tests. */
    boolean isPruned() {
        return root.isEmpty();
    }

    /** Shows everything there is; for whoever changes the index. */
    public void forEach(IndexVisitor visitor) {
        root.forEach(visitor);
    }

    /**
     * Finds everyone who wants a literal subject. A subject with an empty token matches nobody.
     *
     * @param matches is cleared first
     */
    @HotPath
    public void match(MemorySegment memory, long from, int length, MatchSet matches) {
        matches.clear();
        if (hasOnlyFullTokens(memory, from, from + length)) {
            collect(root, memory, from, from + length, matches);
        }
    }

    private static boolean hasOnlyFullTokens(MemorySegment memory, long from, long to) {
        boolean afterDot = true;
        for (long at = from; at < to; at++) {
            boolean dot = memory.get(Words.BYTE, at) == '.';
            if (dot && afterDot) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    private static void collect(Node above, MemorySegment memory, long from, long to, MatchSet matches) {
        Node node = above;
        long at = from;
        while (true) {
            long end = tokenEnd(memory, at, to);
            boolean last = end == to;
            Node rest = node.rest;
            if (rest != null) {
                rest.addTo(matches);
            }
            Node any = node.any;
            if (any != null) {
                if (last) {
                    any.addTo(matches);
                } else {
                    collect(any, memory, end + 1, to, matches);
                }
            }
            Node child = child(node, memory, at, (int) (end - at));
            if (child == null) {
                return;
            }
            if (last) {
                child.addTo(matches);
                return;
            }
            node = child;
            at = end + 1;
        }
    }

    private static @Nullable Node child(Node node, MemorySegment memory, long from, int length) {
        NodeTable children = node.children;
        return children == NodeTable.EMPTY
                ? null
                : children.find(Words.hash(memory, from, length), memory, from, length);
    }

    private static long tokenEnd(MemorySegment memory, long from, long to) {
        long at = from;
        while (at < to && memory.get(Words.BYTE, at) != '.') {
            at++;
        }
        return at;
    }

    private Node reach(Token[] tokens) {
        Node node = root;
        for (Token token : tokens) {
            node = reach(node, token);
        }
        return node;
    }

    private static Node reach(Node node, Token token) {
        if (token.isAny()) {
            Node any = node.any;
            if (any == null) {
                any = new Node(token);
                node.any = any;
            }
            return any;
        }
        if (token.isRest()) {
            Node rest = node.rest;
            if (rest == null) {
                rest = new Node(token);
                node.rest = rest;
            }
            return rest;
        }
        Node child = node.children.find(token);
        if (child == null) {
            child = new Node(token);
            node.children = node.children.with(child);
        }
        return child;
    }

    /** Follows the tokens, does something at their end, and drops nodes that are empty afterwards. */
    private void prune(Token[] tokens, Consumer<Node> atEnd) {
        Node[] path = new Node[tokens.length + 1];
        path[0] = root;
        for (int depth = 0; depth < tokens.length; depth++) {
            Node next = next(path[depth], tokens[depth]);
            if (next == null) {
                return;
            }
            path[depth + 1] = next;
        }
        atEnd.accept(path[tokens.length]);
        for (int depth = tokens.length; depth > 0 && path[depth].isEmpty(); depth--) {
            drop(path[depth - 1], path[depth]);
        }
    }

    private static @Nullable Node next(Node node, Token token) {
        if (token.isAny()) {
            return node.any;
        }
        return token.isRest() ? node.rest : node.children.find(token);
    }

    private static void drop(Node node, Node empty) {
        if (node.any == empty) {
            node.any = null;
        } else if (node.rest == empty) {
            node.rest = null;
        } else {
            node.children = node.children.without(empty);
        }
    }
}
