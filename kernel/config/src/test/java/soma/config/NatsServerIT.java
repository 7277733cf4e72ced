/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gives the same files to nats-server and to us: both accept them, with the same digest and so the same content, or
 * refuse them with the same words.
 */
class NatsServerIT {
    private static final String EXECUTABLE = executable();

    @TempDir
    private Path directory;

    @BeforeEach
    void needsNatsServer() {
        assumeTrue(
                !EXECUTABLE.isEmpty(),
                "no nats-server to compare with (expected: -Dnats.server=PATH or -Dsoma.nats-server=PATH)");
    }

    @Test
    void valuesAreReadAlike() throws Exception {
        List<String> differences = new ArrayList<>();
        for (String value : Corpus.VALUES) {
            // nats-server accepts any key that a variable refers to, and the last of equal keys counts
            compare("a = " + value + "\nport: $a\nport: 4222\n", differences);
            compare("port: $m\nm { a: " + value + "\n}\nport: 4222\n", differences);
            compare("a = [ " + value + " ]\nport: $a\nport: 4222\n", differences);
            compare("a { b { c: " + value + "\n}}\nport: $a\nport: 4222\n", differences);
        }
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void filesAreReadAlike() throws Exception {
        List<String> differences = new ArrayList<>();
        for (String file : Corpus.FILES) {
            compare(file, differences);
        }
        assertEquals("", String.join("\n", differences));
    }

    private void compare(String text, List<String> differences) throws Exception {
        String theirs = theirs(text);
        String ours = ours(text);
        // nats-server puts the map in place of the missing value; see Corpus.REFUSED_HERE_ONLY
        boolean onPurpose = ours.contains("Expected a value for key ");
        if (!onPurpose && !theirs.equals(ours)) {
            differences.add(text.replace("\n", "\\n") + "\n  theirs: " + theirs + "\n  ours:   " + ours);
        }
    }

    private String theirs(String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("f.conf"), text);
        Files.writeString(directory.resolve("included.conf"), Corpus.INCLUDED);
        ProcessBuilder command = new ProcessBuilder(EXECUTABLE, "-t", "-c", "f.conf");
        command.directory(directory.toFile()).redirectErrorStream(true);
        command.environment().putAll(Corpus.ENVIRONMENT);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(true, process.waitFor(10, TimeUnit.SECONDS), "nats-server does not end");
        int digest = output.indexOf("(sha256:");
        return digest >= 0 ? output.substring(digest + 1, output.length() - 1) : normal(output);
    }

    /** nats-server shows the end of the file as a NUL. */
    private static String normal(String output) {
        return output.replaceFirst("^nats-server: ", "").replace("\0", "EOF");
    }

    private String ours(String text) {
        try {
            Map<String, String> environment = Corpus.ENVIRONMENT;
            ConfigFile file = ConfigFile.parse(text, "f.conf", directory, environment);
            List<Problem> warnings = file.warnings();
            return warnings.isEmpty() ? file.digest() : warnings.getFirst().toString();
        } catch (ConfigException e) {
            return e.problems().getFirst().message();
        }
    }

    private static String executable() {
        return System.getProperty("nats.server", System.getProperty("soma.nats-server", ""));
    }
}
