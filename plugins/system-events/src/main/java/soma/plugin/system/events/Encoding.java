/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.HeldMessage;
import soma.spi.message.MessageBuffer;

/** How an answer is encoded, as the request's {@code Accept-Encoding} asks for it. */
enum Encoding {
    /** As it is, and not told. */
    PLAIN(""),
    /** As it is, since nothing else that was asked for is known. */
    IDENTITY("identity"),
    /** Compressed. */
    GZIP("gzip"),
    /** In the frames of Snappy, whose pieces are left as they are: every reader takes these, and it costs no time here. */
    SNAPPY("snappy");

    private static final byte[] HEADER = "Accept-Encoding".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SNAPPY_BEGIN = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
    private static final int SNAPPY_PIECE = 65_536;
    private static final int CRC_MASK = 0xa282ead8;

    private final String text;

    Encoding(String text) {
        this.text = text;
    }

    /** Returns what a request asks for. */
    static Encoding wantedBy(HeldMessage request) {
        String wanted = header(request).toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return PLAIN;
        }
        if (wanted.contains("snappy") || wanted.contains("s2")) {
            return SNAPPY;
        }
        return wanted.contains("gzip") ? GZIP : IDENTITY;
    }

    private static String header(HeldMessage request) {
        if (request.headers().length == 0) {
            return "";
        }
        try (MessageBuffer buffer = new MessageBuffer()) {
            ByteView value = new ByteView();
            return Headers.find(buffer.set(request).headers(), HEADER, value) ? value.toString() : "";
        }
    }

    /** Returns the headers of an answer. */
    byte[] headers() {
        return text.isEmpty()
                ? new byte[0]
                : ("NATS/1.0\r\nContent-Encoding: " + text + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the answer encoded. */
    byte[] encode(byte[] answer) {
        return switch (this) {
            case PLAIN, IDENTITY -> answer;
            case GZIP -> gzip(answer);
            case SNAPPY -> snappy(answer);
        };
    }

    private static byte[] gzip(byte[] answer) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] snappy(byte[] answer) {
        int pieces = (answer.length + SNAPPY_PIECE - 1) / SNAPPY_PIECE;
        ByteBuffer out = ByteBuffer.allocate(SNAPPY_BEGIN.length + pieces * 8 + answer.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(SNAPPY_BEGIN);
        for (int at = 0; at < answer.length; at += SNAPPY_PIECE) {
            int length = Math.min(SNAPPY_PIECE, answer.length - at);
            CRC32C crc = new CRC32C();
            crc.update(answer, at, length);
            out.putInt(1 | (length + 4) << 8);
            out.putInt(Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK);
            out.put(answer, at, length);
        }
        return out.array();
    }
}
