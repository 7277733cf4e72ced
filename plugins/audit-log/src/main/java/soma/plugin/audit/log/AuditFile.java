/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that lines are appended to. When it is full it becomes {@code NAME.1}, the former {@code NAME.1} becomes
 * {@code NAME.2}, and so on. Confined to one thread.
 */
final class AuditFile implements AutoCloseable {
    private final AuditOptions options;
    private final Path path;
    private FileChannel channel;
    private long size;

    private AuditFile(AuditOptions options, Path path, FileChannel channel) throws IOException {
        this.options = options;
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
    }

    /** Opens the file, making it if need be: for its owner only. */
    static AuditFile open(AuditOptions options, Path path) throws IOException {
        return new AuditFile(options, path, channel(path));
    }

    private static FileChannel channel(Path path) throws IOException {
        if (!Files.exists(path)
                && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Appends a line with its line end. */
    void append(byte[] line) throws IOException {
        if (options.maxSize() > 0 && size > 0 && size + line.length > options.maxSize()) {
            rotate();
        }
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            size += channel.write(buffer);
        }
    }

    /** Has what was appended on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    private void rotate() throws IOException {
        channel.force(false);
        channel.close();
        int last = 1;
        while (Files.exists(numbered(last))) {
            last++;
        }
        for (int number = last; number > 1; number--) {
            Files.move(numbered(number - 1), numbered(number), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(path, numbered(1), StandardCopyOption.ATOMIC_MOVE);
        for (int number = options.keep() + 1; options.keep() > 0 && number <= last; number++) {
            Files.deleteIfExists(numbered(number));
        }
        channel = channel(path);
        size = 0;
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        channel.force(false);
        channel.close();
    }
}
