/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One block of a PEM file.
 *
 * @param type      what stands behind BEGIN
 * @param encrypted whether its headers say that it is encrypted, as OpenSSL once wrote keys
 * @param der       what it holds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PemBlock(String type, boolean encrypted, byte[] der) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** Returns the blocks of a text, in its order. What is no block, or is damaged, is passed over, as Go does. */
    static List<PemBlock> parse(String text) {
        List<PemBlock> found = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith(BEGIN) || !line.endsWith(DASHES) || line.length() < BEGIN.length() + DASHES.length()) {
                continue;
            }
            String type = line.substring(BEGIN.length(), line.length() - DASHES.length());
            int end = lines.subList(i + 1, lines.size()).indexOf(END + type + DASHES);
            int next = nextBegin(lines, i + 1);
            if (end >= 0 && i + 1 + end <= next) {
                read(type, lines.subList(i + 1, i + 1 + end), found);
                i += 1 + end;
            }
        }
        return found;
    }

    private static int nextBegin(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).startsWith(BEGIN)) {
            at++;
        }
        return at;
    }

    private static void read(String type, List<String> lines, List<PemBlock> to) {
        List<String> headers =
                lines.stream().takeWhile(line -> line.contains(":")).toList();
        boolean encrypted =
                headers.stream().anyMatch(line -> line.startsWith("Proc-Type:") && line.contains("ENCRYPTED"));
        String body = lines.stream().skip(headers.size()).collect(Collectors.joining());
        try {
            to.add(new PemBlock(type, encrypted, Base64.getDecoder().decode(body)));
        } catch (IllegalArgumentException e) {
            return; // as Go does: the file may still hold a good one
        }
    }

    /** Returns the type, as what it holds may be a secret. */
    @Override
    public String toString() {
        return type;
    }
}
