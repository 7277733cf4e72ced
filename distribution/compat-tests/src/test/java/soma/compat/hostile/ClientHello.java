/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import soma.compat.wire.WireClient;

/** The first message of a handshake, for offers that no TLS library of today makes. */
final class ClientHello {
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int RANDOM = 32;

    private ClientHello() {}

    /** Offers a version and suites to a server; returns the suite that it chose, or nothing if it did not want any. */
    static Optional<Integer> offer(int port, int version, int... suites) {
        try (WireClient client = WireClient.connect(port)) {
            client.send(record(version, suites));
            byte[] head = client.bytes(5);
            if (head.length < 5 || head[0] != HANDSHAKE) {
                return Optional.empty();
            }
            byte[] body = client.bytes(ByteBuffer.wrap(head).getShort(3));
            if (body[0] != SERVER_HELLO) {
                throw new AssertionError("neither a refusal nor a hello: " + Arrays.toString(body));
            }
            int session = 4 + 2 + RANDOM;
            return Optional.of(ByteBuffer.wrap(body).getShort(session + 1 + body[session]) & 0xFFFF);
        }
    }

    private static byte[] record(int version, int... suites) {
        byte[] extensions = extensions();
        ByteBuffer hello = ByteBuffer.allocate(2 + RANDOM + 1 + 2 + 2 * suites.length + 2 + 2 + extensions.length);
        hello.putShort((short) version).put(new byte[RANDOM]).put((byte) 0).putShort((short) (2 * suites.length));
        for (int suite : suites) {
            hello.putShort((short) suite);
        }
        hello.put((byte) 1).put((byte) 0).putShort((short) extensions.length).put(extensions);
        ByteBuffer all = ByteBuffer.allocate(5 + 4 + hello.capacity());
        all.put((byte) HANDSHAKE).putShort((short) TLS_1_0).putShort((short) (4 + hello.capacity()));
        all.putInt(CLIENT_HELLO << 24 | hello.capacity()).put(hello.array());
        return all.array();
    }

    /** X25519 and P-256; plain points; signatures by ECDSA and RSA with SHA-256 and SHA-1; secure renegotiation. */
    private static byte[] extensions() {
        short[] words = {10, 6, 4, 0x1D, 0x17, 11, 2, 0x100, 13, 12, 10, 0x0403, 0x0804, 0x0401, 0x0203, 0x0201, 23, 0};
        ByteBuffer bytes = ByteBuffer.allocate(2 * words.length + 5);
        for (short word : words) {
            bytes.putShort(word);
        }
        return bytes.putShort((short) 0xFF01).putShort((short) 1).put((byte) 0).array();
    }
}
