/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of plugin files in a temporary directory that only this process uses. What was looked at is what is loaded, and
 * a jar that is overwritten in the plugins directory does not disturb the running server. Deleted on close, or at exit
 * of the JVM if that comes first. Confined to one thread.
 */
final class PrivateCopies implements AutoCloseable {
    private final Path root;
    private final Thread atExit;
    private int count;

    private PrivateCopies(Path root) {
        this.root = root;
        this.atExit = new Thread(() -> delete(root), "soma-plugin-copies");
    }

    static PrivateCopies create() throws IOException {
        var copies = new PrivateCopies(Files.createTempDirectory("soma-plugins-"));
        Runtime.getRuntime().addShutdownHook(copies.atExit);
        return copies;
    }

    /** Copies into a new directory that is named by a running number and the digest of the contents. */
    PluginFiles copy(PluginFiles files) throws IOException {
        count++;
        Path building = Files.createDirectory(root.resolve(count + "-building"));
        MessageDigest digest = sha256();
        copy(files.main(), building, digest);
        Path lib = Files.createDirectory(building.resolve("lib"));
        for (Path library : files.libraries()) {
            copy(library, lib, digest);
        }
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        Path home = Files.move(building, root.resolve(count + "-" + hash));
        var libraries = new ArrayList<Path>();
        for (Path library : files.libraries()) {
            libraries.add(home.resolve("lib").resolve(PluginFiles.name(library)));
        }
        return new PluginFiles(home.resolve(PluginFiles.name(files.main())), List.copyOf(libraries));
    }

    /** Deletes the copy of one plugin. */
    void delete(PluginFiles copy) {
        Path home = copy.main().getParent();
        if (home != null) {
            delete(home);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is going down already: the hook finds nothing left to do
        }
        delete(root);
    }

    private static void copy(Path from, Path into, MessageDigest digest) throws IOException {
        Path to = into.resolve(PluginFiles.name(from));
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            Files.copy(from, out);
        }
    }

    /** Deletes as much as can be; what is left lies in a temporary directory. */
    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // gone already
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }
}
