/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import soma.config.cli.Option.Section;

/** Writes the help texts. */
final class HelpText {
    static final String TLS = """
            TLS is set up in the tls section of the configuration file:

                tls {
                    cert_file:      "./certs/server-cert.pem"
                    key_file:       "./certs/server-key.pem"
                    ca_file:        "./certs/ca.pem"
                    verify:         true
                    verify_and_map: false
                    timeout:        2
                    min_version:    "1.2"

                    cipher_suites: [
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                    ]
                    curve_preferences: [
                        "X25519"
                        "CurveP256"
                    ]
                }

            or by the flags --tls, --tlscert, --tlskey, --tlsverify and --tlscacert.
            """;

    private static final int COLUMN = 37;
    private static final int WIDTH = 110;

    private HelpText() {}

    static String of(List<Option> options) {
        StringBuilder text = new StringBuilder("\nUsage: nats-server [options]\n");
        for (Section section : Section.values()) {
            text.append('\n').append(section.title()).append(":\n");
            options.stream().filter(o -> o.section() == section).forEach(o -> line(o, text));
        }
        return text.append('\n').toString();
    }

    private static void line(Option option, StringBuilder text) {
        String names = option.names().stream().map(HelpText::dashed).collect(Collectors.joining(", "));
        String value = option.value().isEmpty() ? "" : " <" + option.value() + ">";
        // flags with a long name only stand below the long names of the others
        String indent = names.startsWith("--") ? "        " : "    ";
        String left = indent + names + value;
        List<String> right = wrapped(option.flag().help());
        if (left.length() >= COLUMN) {
            text.append(left).append('\n');
            left = "";
        }
        for (String part : right) {
            text.append(left).repeat(' ', COLUMN - left.length()).append(part).append('\n');
            left = "";
        }
    }

    private static String dashed(String name) {
        boolean isShort = name.length() <= 2 || name.equals("DVV");
        return (isShort ? "-" : "--") + name;
    }

    private static List<String> wrapped(String help) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : help.split(" ", -1)) {
            if (!line.isEmpty() && COLUMN + line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
