/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file that lines are appended to, and its older parts. Nothing in it is ever changed. Confined to one thread. */
final class AuditFile implements AuditTarget {
    private static final DateTimeFormatter ENDING =
            DateTimeFormatter.ofPattern("'.'yyyy.MM.dd.HH.mm.ss.nnnnnnnnn", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ENDINGS = Pattern.compile("\\.\\d{4}(\\.\\d{2}){5}\\.\\d{9}");

    private final Path path;
    private final AuditOptions options;
    private FileOutputStream stream;
    private long size;

    AuditFile(AuditOptions options) throws IOException {
        this.options = options;
        this.path = Objects.requireNonNull(options.file());
        this.stream = open(path);
        this.size = Files.size(path);
    }

    private static FileOutputStream open(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.notExists(path)) {
            try {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
            } catch (FileAlreadyExistsException e) {
                // somebody was faster, and what is there is appended to
            }
        }
        return new FileOutputStream(path.toFile(), true);
    }

    @Override
    public void write(byte[] line, Instant now) throws IOException {
        if (options.maxSize() > 0 && size > 0 && size + line.length > options.maxSize()) {
            rotate(now);
        }
        stream.write(line);
        size += line.length;
    }

    /** Goes on in a new file; the old one stays in use when it cannot be renamed. */
    private void rotate(Instant now) throws IOException {
        Files.move(path, Path.of(path + ENDING.format(now)), StandardCopyOption.ATOMIC_MOVE);
        FileOutputStream before = stream;
        stream = open(path);
        size = Files.size(path);
        before.close();
        if (options.maxFiles() > 0) {
            purge();
        }
    }

    private void purge() throws IOException {
        String name = String.valueOf(path.getFileName());
        try (Stream<Path> entries = Files.list(Objects.requireNonNull(path.toAbsolutePath().getParent()))) {
            List<Path> parts = entries.filter(entry -> isPart(name, String.valueOf(entry.getFileName())))
                    .sorted()
                    .toList();
            for (Path old : parts.subList(0, Math.max(0, parts.size() - (options.maxFiles() - 1)))) {
                Files.delete(old);
            }
        }
    }

    private static boolean isPart(String name, String other) {
        return other.startsWith(name)
                && ENDINGS.matcher(other.substring(name.length())).matches();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
