/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import soma.compat.server.ServerProcess;

/** The lines of a server's log without what differs from run to run. */
record LogLines(List<String> all) {
    static LogLines of(ServerProcess server) {
        return new LogLines(server.log()
                .lines()
                .map(line -> line.replaceFirst("^\\[\\d+] (\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} )?", ""))
                .map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d+", "ADDRESS"))
                .map(line -> line.replaceAll("sha256:[0-9a-f]{64}", "DIGEST"))
                .map(line -> line.replaceAll("\\b[NV][A-Z2-7]{55}\\b", "ID"))
                .toList());
    }

    /** Returns the lines that contain a text. */
    List<String> with(String text) {
        return all.stream().filter(line -> line.contains(text)).toList();
    }

    /** Returns what is said of each connection, by its place among them, in the order in which it was said. */
    Map<Integer, List<String>> byConnection() {
        Map<Integer, List<String>> found = new TreeMap<>();
        List<String> ids = all.stream()
                .filter(line -> line.contains(" - cid:"))
                .map(LogLines::id)
                .distinct()
                .toList();
        for (int place = 0; place < ids.size(); place++) {
            String id = ids.get(place);
            found.put(
                    place,
                    all.stream()
                            .filter(line -> line.contains(" - cid:") && id(line).equals(id))
                            .map(line -> line.replace("cid:" + id, "cid:ID"))
                            .map(line -> line.replaceFirst("\\[CONNECT \\{.*}]", "[CONNECT {...}]"))
                            .collect(Collectors.toList()));
        }
        return found;
    }

    private static String id(String line) {
        return line.replaceFirst(".* - cid:(\\d+).*", "$1");
    }
}
