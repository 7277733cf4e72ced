/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssembleTest {
    @TempDir
    Path directory;

    private Path modules;
    private Path script;

    @BeforeEach
    void prepare() throws IOException {
        modules = Files.createDirectory(directory.resolve("modules"));
        script = Files.writeString(directory.resolve("s.sh"), "#!/bin/sh\necho @some.text@\n");
    }

    private Plan plan(String text) {
        return new Plan(
                directory.resolve("image"),
                directory.resolve("image.tar.gz"),
                modules,
                List.of("java.base"),
                script,
                null,
                Map.of("some.text", text),
                List.of("hello"),
                Map.of(),
                false);
    }

    @Test
    void sameThingsGiveTheSameFingerprintAndOthersAnother() throws IOException {
        String before = Fingerprint.of(plan("a"));
        assertEquals(before, Fingerprint.of(plan("a")));
        assertNotEquals(before, Fingerprint.of(plan("b")));
        Files.writeString(script, "#!/bin/sh\n");
        String after = Fingerprint.of(plan("a"));
        assertNotEquals(before, after);
        Files.writeString(modules.resolve("x.jar"), "x");
        assertNotEquals(after, Fingerprint.of(plan("a")));
    }

    @Test
    void putsValuesIntoTheScriptAndRefusesToLeaveAPlaceEmpty() throws AssemblyException {
        assertEquals("a $1 b", Scripts.fill("a @x.y@ b", Map.of("x.y", "$1")));
        assertEquals("\"$@\" a@b", Scripts.fill("\"$@\" a@b", Map.of()));
        assertThrows(AssemblyException.class, () -> Scripts.fill("@x.y@", Map.of()));
    }

    @Test
    void installsScriptsThatRunAndLinksThatNameTheProcess() throws IOException, AssemblyException {
        Files.createDirectories(directory.resolve("image/bin"));
        Scripts.install(plan("hi"));
        Path installed = directory.resolve("image/bin/hello");
        assertEquals("#!/bin/sh\necho hi\n", Files.readString(installed));
        assertTrue(Files.isExecutable(installed));
        assertEquals(Path.of("../bin/java"), Files.readSymbolicLink(directory.resolve("image/libexec/hello")));
    }

    @Test
    void takesLibrariesOfThisMachineOnly() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "libraries are for Linux");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(modules.resolve("n.jar")))) {
            for (String name : List.of("liba_x86_64.so", "liba_aarch_64.so", "liba_x86_64.dll")) {
                jar.putNextEntry(new ZipEntry("META-INF/native/" + name));
            }
        }
        List<String> names = NativeLibraries.copy(modules, directory);
        assertEquals(1, names.size(), names.toString());
        assertTrue(Files.exists(directory.resolve(names.getFirst())));
    }

    @Test
    void theArchiveUnpacksToWhatWasPacked() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/tar")) || Files.isExecutable(Path.of("/usr/bin/tar")), "needs tar");
        Path root = Files.createDirectories(directory.resolve("root"));
        String deep = "a-directory-with-a-long-name/".repeat(5);
        Files.createDirectories(root.resolve(deep));
        Files.writeString(root.resolve(deep + "file"), "x".repeat(1_000));
        Files.write(root.resolve("whole-block"), new byte[512]);
        Path runs = Files.writeString(root.resolve("runs"), "y");
        Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("runs"));
        TarArchive.pack(root, "named", directory.resolve("x.tar.gz"));
        Process tar = new ProcessBuilder("tar", "-xzf", "x.tar.gz")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertEquals(0, tar.waitFor());
        Path unpacked = directory.resolve("named");
        assertEquals("x".repeat(1_000), Files.readString(unpacked.resolve(deep + "file")));
        assertEquals(512, Files.size(unpacked.resolve("whole-block")));
        assertTrue(Files.isExecutable(unpacked.resolve("runs")));
        assertEquals(Path.of("runs"), Files.readSymbolicLink(unpacked.resolve("link")));
        byte[] first = Files.readAllBytes(directory.resolve("x.tar.gz"));
        TarArchive.pack(root, "named", directory.resolve("x.tar.gz"));
        assertEquals(List.of(), differences(first, Files.readAllBytes(directory.resolve("x.tar.gz"))));
    }

    private static List<Integer> differences(byte[] one, byte[] other) {
        int at = java.util.Arrays.mismatch(one, other);
        return at < 0 ? List.of() : List.of(at);
    }

    @Test
    void linksAnImageOnceAndThenFindsItUpToDate() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        assertEquals("", assemble(jdk));
        Path java = directory.resolve("image/libexec/hello");
        assertTrue(Files.isExecutable(java));
        var made = Files.getLastModifiedTime(directory.resolve("image.tar.gz"));
        assertEquals("", assemble(jdk));
        assertEquals(made, Files.getLastModifiedTime(directory.resolve("image.tar.gz")));
        Process version = new ProcessBuilder(java.toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("version").toFile())
                .start();
        assertEquals(0, version.waitFor());
    }

    /** Runs the program in a JVM of its own, since jlink does not work in one with patched modules such as this. */
    private String assemble(Path jdk) throws Exception {
        Path classes = Path.of(Assemble.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-p",
                        classes.toString(),
                        "-m",
                        "soma.assembly/soma.assembly.Assemble",
                        "--output",
                        directory.resolve("image").toString(),
                        "--archive",
                        directory.resolve("image.tar.gz").toString(),
                        "--module-path",
                        modules.toString(),
                        "--add-modules",
                        "java.base",
                        "--script",
                        script.toString(),
                        "--value",
                        "some.text=hi",
                        "--command",
                        "hello",
                        "--train",
                        "false")
                .redirectError(directory.resolve("errors").toFile())
                .redirectOutput(directory.resolve("progress").toFile())
                .start();
        int status = process.waitFor();
        return status == 0 ? "" : status + Files.readString(directory.resolve("errors"));
    }
}
