/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects bytes. Documents of megabytes are copied once, at the end, and not each time that an array has become too small,
 * so that less memory has to be collected while clients wait. For one thread.
 */
final class Chunks extends OutputStream {
    private static final int SIZE = 32 * 1024;
    private static final int FIRST = 4 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[FIRST];
    private int used;
    private int before;

    @Override
    public void write(int value) {
        room();
        chunk[used++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, room());
            System.arraycopy(bytes, at, chunk, used, some);
            used += some;
            at += some;
            left -= some;
        }
    }

    /** Returns how many bytes the present chunk still takes; at least one. */
    private int room() {
        if (used == chunk.length) {
            full.add(chunk);
            before += used;
            chunk = new byte[SIZE];
            used = 0;
        }
        return chunk.length - used;
    }

    /** Returns all bytes so far. */
    byte[] joined() {
        byte[] all = new byte[Math.addExact(before, used)];
        int at = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        System.arraycopy(chunk, 0, all, at, used);
        return all;
    }
}
