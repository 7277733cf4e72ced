/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.regex.Pattern;

/**
 * Makes the INFO lines of two servers comparable: values that differ between any two runs become placeholders of the
 * member's name, and members that a server may leave out or add (build commit, curve key, our own version) are dropped.
 * Order and all else stay.
 */
final class InfoText {

    private static final Pattern VARYING = Pattern.compile(
            "\"(server_id|server_name|version|go|host|port|client_id|client_ip|nonce)\":(\"[^\"]*\"|\\d+)");
    private static final Pattern OPTIONAL = Pattern.compile("\"(git_commit|xkey|soma)\":\"[^\"]*\",?");

    private static final Pattern API_LEVEL = Pattern.compile(",\"api_lvl\":\\d+");

    private InfoText() {}

    static String normalise(String line) {
        if (!line.startsWith("INFO {")) {
            return line;
        }
        String stripped = OPTIONAL.matcher(line).replaceAll("").replace(",}", "}");
        return VARYING.matcher(stripped).replaceAll("\"$1\":<$1>");
    }

    /**
     * An INFO line without {@code api_lvl}, the level of the JetStream API. nats-server sends it with JetStream off,
     * too; a server that has no such plugin has no such API to tell the level of.
     */
    static String withoutApiLevel(String line) {
        return line.startsWith("INFO {") ? API_LEVEL.matcher(line).replaceAll("") : line;
    }
}
