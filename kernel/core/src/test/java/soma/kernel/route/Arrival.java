/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation as a client gets it.
 *
 * @param id      the subscription of a message; {@code -ERR} for an error, whose text is the subject
 * @param headers empty if there are none
 */
record Arrival(String id, String subject, String reply, String headers, String payload) {
    /** Reads all operations of a text that holds nothing incomplete. */
    static List<Arrival> all(String text) {
        List<Arrival> all = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n", at);
            String[] words = text.substring(at, end).split(" ");
            at = end + 2;
            if (words[0].equals("PING")) {
                continue; // the server asks by itself on a slow machine
            }
            if (words[0].equals("-ERR")) {
                all.add(new Arrival("-ERR", String.join(" ", words), "", "", ""));
                continue;
            }
            boolean hmsg = words[0].equals("HMSG");
            if (!hmsg && !words[0].equals("MSG")) {
                throw new AssertionError("unexpected operation: " + String.join(" ", words));
            }
            int size = Integer.parseInt(words[words.length - 1]);
            int headers = hmsg ? Integer.parseInt(words[words.length - 2]) : 0;
            String reply = words.length == (hmsg ? 6 : 5) ? words[3] : "";
            all.add(new Arrival(
                    words[2],
                    words[1],
                    reply,
                    text.substring(at, at + headers),
                    text.substring(at + headers, at + size)));
            at += size + 2;
        }
        return all;
    }
}
