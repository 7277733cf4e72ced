/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;

/** Children of a node by token, open addressing. Adding may happen in place beside readers; removing copies. */
final class NodeTable {
    static final NodeTable EMPTY = new NodeTable(2);

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Node[].class);

    private final @Nullable Node[] slots;
    private int count;

    private NodeTable(int capacity) {
        slots = new Node[capacity];
    }

    int count() {
        return count;
    }

    /** Returns the child of that token; for any thread. */
    @HotPath
    @Nullable
    Node find(long hash, MemorySegment memory, long from, int length) {
        int mask = slots.length - 1;
        for (int i = (int) hash & mask; ; i = i + 1 & mask) {
            Node node = (Node) SLOT.getAcquire(slots, i);
            if (node == null || node.isNamed(hash, memory, from, length)) {
                return node;
            }
        }
    }

    @Nullable
    Node find(Token token) {
        int mask = slots.length - 1;
        for (int i = (int) token.hash() & mask; ; i = i + 1 & mask) {
            Node node = slots[i];
            if (node == null || node.isNamed(token)) {
                return node;
            }
        }
    }

    /** Returns the table with one more child: this one, or a larger one. */
    NodeTable with(Node child) {
        NodeTable table = this;
        if (this == EMPTY || count * 2 >= slots.length) {
            table = copy(Math.max(4, slots.length * 2), null);
        }
        table.insert(child);
        return table;
    }

    /** Returns a table with one child less. */
    NodeTable without(Node child) {
        int left = count - 1;
        return left == 0 ? EMPTY : copy(Math.max(4, Integer.highestOneBit(left) * 4), child);
    }

    private NodeTable copy(int capacity, @Nullable Node leaveOut) {
        NodeTable copy = new NodeTable(capacity);
        for (Node node : slots) {
            if (node != null && node != leaveOut) {
                copy.insert(node);
            }
        }
        return copy;
    }

    private void insert(Node node) {
        int mask = slots.length - 1;
        int i = (int) node.hash() & mask;
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        SLOT.setRelease(slots, i, node);
        count++;
    }

    void forEach(Consumer<Node> action) {
        for (Node node : slots) {
            if (node != null) {
                action.accept(node);
            }
        }
    }
}
