/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"-v", "--v", "-version", "--version", "version"})
    void the_version_is_one_line(String flag) throws Exception {
        Command command = Command.run(flag);
        assertEquals(0, command.status());
        assertTrue(command.out().matches("nats-server: v2\\.\\d+\\.\\d+\\n"), command.out());
        assertEquals("", command.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "-help", "--help", "help"})
    void help_lists_the_flags(String flag) throws Exception {
        Command command = Command.run(flag);
        assertEquals(0, command.status(), command.err());
        for (String name : List.of(
                "--addr",
                "--port",
                "--config",
                "--pid",
                "--ports_file_dir",
                "--signal",
                "--user",
                "--jetstream",
                "-DV")) {
            assertTrue(command.out().contains(name), name + " is missing in: " + command.out());
        }
    }

    @Test
    void an_unknown_flag_is_named() throws Exception {
        Command command = Command.run("--bogus");
        assertTrue(command.err().contains("flag provided but not defined: -bogus"), command.err());
    }

    @Test
    void a_word_that_is_no_flag_is_named() throws Exception {
        Command command = Command.run("extra");
        assertEquals(1, command.status());
        assertEquals("nats-server: unrecognized command: \"extra\"\n", command.err());
    }

    @Test
    void a_value_that_is_no_number_is_named() throws Exception {
        Command command = Command.run("-p", "abc");
        assertTrue(command.err().contains("invalid value \"abc\" for flag -p: parse error"), command.err());
    }

    @Test
    void testing_a_configuration_needs_one() throws Exception {
        Command command = Command.run("-t");
        assertEquals(1, command.status());
        assertEquals(
                "nats-server: must specify [-c, --config] option to check configuration file syntax\n", command.err());
    }

    @Test
    void a_good_configuration_is_called_valid(@TempDir Path folder) throws Exception {
        write(folder, "good.conf", "port: 4333\nmax_payload: 64KB\n");
        Command command = Command.runIn(folder, "-t", "-c", "good.conf");
        assertEquals(0, command.status(), command.err());
        assertTrue(
                (command.err() + command.out())
                        .matches("nats-server: configuration file good\\.conf is valid \\(sha256:[0-9a-f]{64}\\)\\n"),
                command.err() + command.out());
    }

    @Test
    void a_missing_configuration_is_named(@TempDir Path folder) throws Exception {
        Command command = Command.runIn(folder, "-c", "missing.conf");
        assertEquals(1, command.status());
        assertEquals("nats-server: open missing.conf: no such file or directory\n", command.err());
    }

    @Test
    void a_broken_configuration_ends_the_start_with_its_line(@TempDir Path folder) throws Exception {
        write(folder, "bad.conf", "max_payload: {\n");
        for (String[] arguments : new String[][] {{"-c", "bad.conf"}, {"-t", "-c", "bad.conf"}}) {
            Command command = Command.runIn(folder, arguments);
            assertEquals(1, command.status());
            assertTrue(
                    command.err().startsWith("nats-server: ") && command.err().contains("line "), command.err());
        }
    }

    @Test
    void an_unknown_field_is_named_with_its_place(@TempDir Path folder) throws Exception {
        write(folder, "unknown.conf", "port: 4333\nbogus_field: 1\n");
        Command command = Command.runIn(folder, "-c", "unknown.conf");
        assertEquals(1, command.status());
        assertTrue(
                command.err().contains("unknown.conf:2:") && command.err().contains("unknown field \"bogus_field\""),
                command.err());
    }

    @Test
    void an_unknown_signal_is_named() throws Exception {
        Command command = Command.run("--signal", "bogus=2000000000");
        assertEquals(1, command.status());
        assertEquals("nats-server: unknown signal \"bogus\"", command.err().trim());
    }

    @Test
    void a_signal_to_no_process_fails() throws Exception {
        Command command = Command.run("--signal", "ldm=2000000000");
        assertEquals(1, command.status());
        assertTrue(command.err().startsWith("nats-server: "), command.err());
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
