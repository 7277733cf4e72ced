/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.spi.config.ConfigNode;

class IncludeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include b.conf",
                "include ./b.conf",
                "include 'b.conf'",
                "include \"b.conf\"",
                "INCLUDE b.conf;",
                "include b.conf'",
                "include b.conf # c"
            })
    void keysAreMergedIntoTheFile(String text) throws Exception {
        write("a.conf", text);
        write("b.conf", "port: 1");
        assertEquals("{\"port\":1}", read("a.conf"));
    }

    @Test
    void lastOfEqualKeysWinsAcrossFiles() throws Exception {
        write("a.conf", "port: 1\nhost: a\ninclude b.conf\nhost: c\n");
        write("b.conf", "port: 2\nhost: b");
        assertEquals("{\"host\":\"c\",\"port\":2}", read("a.conf"));
    }

    @Test
    void includeWorksInsideMaps() throws Exception {
        write("a.conf", "cluster { include b.conf\n name: x }");
        write("b.conf", "port: 2");
        assertEquals("{\"cluster\":{\"name\":\"x\",\"port\":2}}", read("a.conf"));
    }

    @Test
    void pathsAreRelativeToTheIncludingFile() throws Exception {
        write("a.conf", "include d/b.conf");
        write("d/b.conf", "include c.conf");
        write("d/c.conf", "port: 3");
        assertEquals("{\"port\":3}", read("a.conf"));
    }

    @Test
    void absolutePathIsJoinedToTheDirectoryToo() throws Exception {
        write("a.conf", "include /d/b.conf");
        write("d/b.conf", "port: 3");
        assertEquals("{\"port\":3}", read("a.conf"));
    }

    @Test
    void positionsNameTheIncludedFile() throws Exception {
        write("a.conf", "\ninclude b.conf");
        write("b.conf", "\n port: 1");
        ConfigNode root = ConfigFile.read(directory.resolve("a.conf"), Map.of()).root();
        ConfigNode port = root.child("port").orElseThrow();
        assertEquals(directory.resolve("b.conf") + ":2:2", port.keyPosition().toString());
    }

    @Test
    void includedKeysServeAsVariablesButDoNotSeeThoseOfTheFile() throws Exception {
        write("a.conf", "include b.conf\nport: $p");
        write("b.conf", "p: 1");
        assertEquals("{\"p\":1,\"port\":1}", read("a.conf"));
        write("a.conf", "p: 1\ninclude b.conf");
        write("b.conf", "port: $p");
        String at = directory.resolve("b.conf") + ":1:6: ";
        String error = "error parsing include file 'b.conf', variable reference for 'p' on line 1 can not be found";
        assertEquals(at + error, refusal("a.conf"));
    }

    @Test
    void keyCalledIncludeWithASeparatorIsAKey() throws Exception {
        write("a.conf", "include: x\nm { 'include' y }");
        assertEquals("{\"include\":\"x\",\"m\":{\"include\":\"y\"}}", read("a.conf"));
    }

    @Test
    void errorsNameEveryFileOnTheWay() throws Exception {
        write("a.conf", "include b.conf");
        write("b.conf", "include c.conf");
        write("c.conf", "port: [");
        String expected =
                "error parsing include file 'b.conf', error parsing include file 'c.conf', Parse error on line"
                        + " 1: 'Expected an array value terminator \",\" or an array terminator \"]\", but got 'EOF' instead.'";
        assertEquals(directory.resolve("c.conf") + ":1:7: " + expected, refusal("a.conf"));
    }

    @Test
    void missingFileIsAnErrorAtTheInclude() throws Exception {
        write("a.conf", "\ninclude x.conf");
        String missing = "open " + directory.resolve("x.conf") + ": no such file or directory";
        assertEquals(
                directory.resolve("a.conf") + ":2:9: error parsing include file 'x.conf', " + missing,
                refusal("a.conf"));
        write("a.conf", "include d");
        Files.createDirectories(directory.resolve("d"));
        assertTrue(refusal("a.conf").endsWith(directory.resolve("d") + ": is a directory"));
        assertEquals(
                directory.resolve("z.conf") + ": open " + directory.resolve("z.conf") + ": no such file or directory",
                refusal("z.conf"));
    }

    @Test
    void cycleIsAnError() throws Exception {
        write("a.conf", "include b.conf");
        write("b.conf", "include ./a.conf");
        assertTrue(refusal("a.conf").contains("include cycle: " + directory.resolve("a.conf")), refusal("a.conf"));
    }

    @Test
    void numberAndDepthOfIncludesAreLimited() throws Exception {
        Limits limits = new Limits(1_000_000, 50, 8, 100, 1_000_000);
        for (int i = 0; i < 20; i++) {
            write("s" + i + ".conf", "include s" + (i + 1) + ".conf\n");
            write("t" + i + ".conf", "include t" + (i + 1) + ".conf\ninclude t" + (i + 1) + ".conf\n");
        }
        assertTrue(refusal("s0.conf", limits).endsWith("is nested deeper than 8"), refusal("s0.conf", limits));
        write("t7.conf", "");
        assertTrue(refusal("t0.conf", limits).endsWith("more than 50 files are included"));
    }

    @Test
    void lengthOfAllFilesTogetherIsLimited() throws Exception {
        write("a.conf", "a: 1\ninclude b.conf\n");
        write("b.conf", "b: " + "x".repeat(50));
        Limits limits = new Limits(60, 50, 8, 100, 1_000_000);
        assertTrue(refusal("a.conf", limits).endsWith("configuration is longer than 60 bytes"));
        assertEquals("{\"a\":1,\"b\":\"" + "x".repeat(50) + "\"}", read("a.conf"));
    }

    private void write(String name, String text) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws ConfigException {
        return Digest.json(
                (ConfigValue) ConfigFile.read(directory.resolve(name), Map.of()).root());
    }

    private String refusal(String name) {
        return refusal(name, Limits.DEFAULT);
    }

    private String refusal(String name, Limits limits) {
        Path file = directory.resolve(name);
        return assertThrows(ConfigException.class, () -> ConfigFile.read(file, Map.of(), limits))
                .getMessage();
    }
}
