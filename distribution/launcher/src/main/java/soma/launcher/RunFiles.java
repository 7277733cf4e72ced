/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that tell others about the running process: its id, and where it listens. Confined to one thread at a time. */
final class RunFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String name;
    private final long pid;
    private final Supplier<String> portsDocument;
    private @Nullable Path portsFile;

    /**
     * Makes it; no file is written yet.
     *
     * @param portsDocument where the server listens, as JSON; asked when the ports file is written
     */
    RunFiles(String name, long pid, Supplier<String> portsDocument) {
        this.name = name;
        this.pid = pid;
        this.portsDocument = portsDocument;
    }

    /** Writes the pid file: the number and nothing else, for the owner only. It stays when the server ends. */
    void pid(@Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.writeString(
                file,
                Long.toString(pid),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** Writes the pid file after a reload that named another; failure is only logged, as by nats-server. */
    void reloadPid(@Nullable Path file) {
        try {
            pid(file);
        } catch (IOException e) {
            LOG.error("Failed to write pidfile: {}", reason(e));
        }
    }

    /**
     * Writes the ports file to a directory, and deletes the one written before. Failure is only logged. Whoever waits for
     * the file finds it whole: it is written under another name first.
     */
    void ports(@Nullable Path directory) {
        removePorts();
        if (directory == null) {
            return;
        }
        Path file = directory.resolve(name + "_" + pid + ".ports");
        try {
            Path unfinished = directory.resolve("." + file.getFileName() + ".part");
            Files.writeString(unfinished, portsDocument.get());
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            portsFile = file;
        } catch (IOException e) {
            LOG.error("Error writing ports file ({}): {}", file, reason(e));
        }
    }

    /** Deletes the ports file, if one was written. */
    void removePorts() {
        Path file = portsFile;
        portsFile = null;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.error("Error cleaning up ports file {}: {}", file, reason(e));
            }
        }
    }

    /** Returns why a file could not be used, in the words that operators know. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> "open " + e.getFile() + ": no such file or directory";
            case AccessDeniedException e -> "open " + e.getFile() + ": permission denied";
            case FileSystemException e -> "open " + e.getFile() + ": " + e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
