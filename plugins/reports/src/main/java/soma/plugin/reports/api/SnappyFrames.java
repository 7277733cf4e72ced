/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Bytes in the framing format of snappy, in chunks that are not compressed: who asks for snappy can read what comes, and this
 * server needs no compressor for it.
 */
final class SnappyFrames {
    private static final byte[] BEGIN = "\u00ff\u0006\0\0sNaPpY".getBytes(StandardCharsets.ISO_8859_1);
    private static final int UNCOMPRESSED = 1;
    private static final int LONGEST = 65_536;
    private static final int CHECKSUM = 4;
    private static final int HEAD = 4 + CHECKSUM;
    private static final int MASK = 0xa282ead8;

    private SnappyFrames() {}

    static byte[] of(byte[] bytes) {
        int chunks = (bytes.length + LONGEST - 1) / LONGEST;
        ByteBuffer out = ByteBuffer.allocate(BEGIN.length + chunks * HEAD + bytes.length);
        out.order(ByteOrder.LITTLE_ENDIAN).put(BEGIN);
        for (int at = 0; at < bytes.length; at += LONGEST) {
            int length = Math.min(LONGEST, bytes.length - at);
            out.putInt(UNCOMPRESSED | (length + CHECKSUM) << Byte.SIZE);
            out.putInt(checksum(bytes, at, length));
            out.put(bytes, at, length);
        }
        return out.array();
    }

    private static int checksum(byte[] bytes, int at, int length) {
        var crc = new CRC32C();
        crc.update(bytes, at, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
