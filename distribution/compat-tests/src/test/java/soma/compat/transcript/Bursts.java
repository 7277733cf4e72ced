/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Joins consecutive sent lines of one connection. */
final class Bursts {

    private Bursts() {}

    /** The index after the last line of the burst that starts at {@code from}. */
    static int end(List<Line> lines, int from) {
        String connection = ((Line.Send) lines.get(from)).connection();
        int at = from;
        while (at < lines.size()
                && lines.get(at) instanceof Line.Send send
                && send.connection().equals(connection)) {
            at++;
        }
        return at;
    }

    static byte[] bytes(List<Line> burst) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Line line : burst) {
            all.writeBytes(((Line.Send) line).bytes());
        }
        return all.toByteArray();
    }
}
