/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.regex.Pattern;

/**
 * Makes the INFO lines of two servers comparable: values that differ between any two runs become placeholders of the member's name,
 * and members that a server may leave out or add (build commit, curve key, our own version) are dropped. Order and all else stay.
 */
final class InfoText {

    private static final Pattern VARYING = Pattern.compile(
            "\"(server_id|server_name|version|go|host|port|client_id|client_ip|nonce)\":(\"[^\"]*\"|\\d+)");
    private static final Pattern OPTIONAL = Pattern.compile("\"(git_commit|xkey|soma)\":\"[^\"]*\",?");

    private InfoText() {}

    static String normalise(String line) {
        if (!line.startsWith("INFO {")) {
            return line;
        }
        String stripped = OPTIONAL.matcher(line).replaceAll("").replace(",}", "}");
        return VARYING.matcher(stripped).replaceAll("\"$1\":<$1>");
    }
}
