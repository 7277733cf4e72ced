/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A configuration and what comes of logins with it. The file begins with the configuration; below a line {@code ----} each
 * line is a login: its name, the members of CONNECT and the outcome, with blanks and a bar between them. The outcome is
 * {@code ok} or the text of the error. {@code <sig:SEED>} in the members stands for the signature of INFO's nonce.
 *
 * @param name          the file's name without ending
 * @param configuration the text of the configuration
 * @param logins        the logins in order
 */
record LoginTable(String name, String configuration, List<Login> logins) {
    private static final String DIVIDER = "----";

    /**
     * One login.
     *
     * @param name    what it shows
     * @param members the members of CONNECT, without braces
     * @param outcome {@code ok}, or the error
     */
    record Login(String name, String members, String outcome) {}

    /** Reads all tables of a folder, in order of their names. */
    static List<LoginTable> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".logins"))
                    .sorted()
                    .map(LoginTable::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoginTable read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int divider = lines.indexOf(DIVIDER);
            if (divider < 0) {
                throw new IllegalStateException(file + " has no line " + DIVIDER);
            }
            List<Login> logins = new ArrayList<>();
            for (String line : lines.subList(divider + 1, lines.size())) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    logins.add(login(file, line));
                }
            }
            String name = file.getFileName().toString().replace(".logins", "");
            return new LoginTable(name, String.join("\n", lines.subList(0, divider)) + "\n", List.copyOf(logins));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Login login(Path file, String line) {
        String[] parts = line.split(" \\| ?", -1);
        if (parts.length != 3) {
            throw new IllegalStateException(file + ": '" + line + "' (expected: name | members | outcome)");
        }
        return new Login(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }
}
