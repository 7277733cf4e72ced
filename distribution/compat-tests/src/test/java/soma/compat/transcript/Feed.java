/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import soma.compat.wire.WireClient;

/** How the clients' bytes reach the server: the answer must not depend on it. */
@FunctionalInterface
interface Feed {

    /**
     * Sends one burst.
     *
     * @param offset how many bytes the transcript's clients have sent before
     */
    void send(WireClient client, byte[] burst, int offset);

    /** Each burst in one write. */
    static Feed whole() {
        return (client, burst, offset) -> client.send(burst);
    }

    int BYTE_PAUSE_NANOS = 50_000;

    /** The opening of most transcripts, which need not be cut up again in each. */
    Pattern OPENING = Pattern.compile("CONNECT \\{(\"\\w+\":(true|false),?)+}\r\nPING\r\n");

    /**
     * Byte by byte with a moment in between; the middle of long bursts goes in one piece. A busy server may read
     * several at once, which does no harm: {@link #splitAt} makes sure that each cut is seen.
     */
    static Feed bytewise() {
        int edge = 64;
        return (client, burst, offset) -> {
            int at = 0;
            if (OPENING.matcher(Line.text(burst)).matches()) {
                client.send(burst);
                at = burst.length;
            }
            while (at < burst.length) {
                boolean middle = at == edge && burst.length > 2 * edge;
                int end = middle ? burst.length - edge : at + 1;
                if (!client.trySend(Arrays.copyOfRange(burst, at, end))) {
                    return;
                }
                LockSupport.parkNanos(BYTE_PAUSE_NANOS);
                at = end;
            }
        };
    }

    /** In two pieces, cut after {@code position} bytes of the whole transcript. */
    static Feed splitAt(int position) {
        return (client, burst, offset) -> {
            int cut = position - offset;
            if (cut <= 0 || cut >= burst.length) {
                client.send(burst);
            } else if (client.trySend(Arrays.copyOf(burst, cut))) {
                client.awaitRead();
                client.send(Arrays.copyOfRange(burst, cut, burst.length));
            }
        };
    }
}
