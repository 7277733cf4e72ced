/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.events;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Reads the frames of Snappy, strictly: both pieces that are compressed and those left as they are. */
final class SnappyFrames {
    private static final int COMPRESSED = 0;
    private static final int AS_IT_IS = 1;
    private static final int BEGIN = 0xff;
    private static final int CRC_MASK = 0xa282ead8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private SnappyFrames() {}

    static byte[] decode(byte[] framed) {
        SnappyFrames frames = new SnappyFrames();
        ByteBuffer in = ByteBuffer.wrap(framed).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 4 || in.getInt() != (BEGIN | 6 << 8)) {
            throw new AssertionError("no frame of the beginning");
        }
        byte[] name = new byte[6];
        in.get(name);
        if (!new String(name, StandardCharsets.US_ASCII).equals("sNaPpY")) {
            throw new AssertionError("not the frames of Snappy");
        }
        while (in.hasRemaining()) {
            int head = in.getInt();
            frames.piece(head & 0xff, in.slice(in.position(), head >>> 8).order(ByteOrder.LITTLE_ENDIAN));
            in.position(in.position() + (head >>> 8));
        }
        return frames.out.toByteArray();
    }

    private void piece(int type, ByteBuffer in) {
        int masked = in.getInt();
        byte[] piece = switch (type) {
            case COMPRESSED -> inflate(in);
            case AS_IT_IS -> rest(in, in.remaining());
            default -> throw new AssertionError("a piece of type " + type);
        };
        CRC32C crc = new CRC32C();
        crc.update(piece);
        if (Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK != masked) {
            throw new AssertionError("the checksum of a piece is wrong");
        }
        out.writeBytes(piece);
    }

    private static byte[] rest(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] inflate(ByteBuffer in) {
        int length = 0;
        int shift = 0;
        int b;
        do {
            b = in.get();
            length |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        ByteBuffer to = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            element(in, to);
        }
        if (to.hasRemaining()) {
            throw new AssertionError("a piece is shorter than it says");
        }
        return to.array();
    }

    private static void element(ByteBuffer in, ByteBuffer to) {
        int tag = in.get() & 0xff;
        int upper = tag >>> 2;
        switch (tag & 3) {
            case 0 -> to.put(rest(in, 1 + (upper < 60 ? upper : number(in, upper - 59))));
            case 1 -> copy(to, (tag & 0xe0) << 3 | in.get() & 0xff, 4 + (upper & 7));
            case 2 -> copy(to, number(in, 2), 1 + upper);
            default -> copy(to, number(in, 4), 1 + upper);
        }
    }

    private static int number(ByteBuffer in, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (in.get() & 0xff) << 8 * i;
        }
        return number;
    }

    private static void copy(ByteBuffer to, int back, int length) {
        for (int i = 0; i < length; i++) {
            to.put(to.get(to.position() - back));
        }
    }
}
