/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Packs a directory into a {@code .tar.gz} of the ustar format, with links, and with the permissions that matter: all may
 * read, and run what the owner may run. Owner and time are the same for everything, so that the same files give the same
 * archive.
 */
final class TarArchive implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long TIME = 1_767_225_600L; // 2026-01-01T00:00:00Z

    private final OutputStream out;
    private long written;

    private TarArchive(OutputStream out) {
        this.out = out;
    }

    /** Packs a directory under a name of its own. */
    static void pack(Path root, String name, Path archive) throws IOException {
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".part");
        try (TarArchive tar = new TarArchive(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(unfinished), 1 << 16), 1 << 16))) {
            tar.add(root, name);
            for (Path path : Trees.list(root)) {
                tar.add(path, name + "/" + root.relativize(path).toString().replace('\\', '/'));
            }
        }
        Files.move(unfinished, archive, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void add(Path path, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            header(name, '2', 0777, 0, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            header(name + "/", '5', 0755, 0, "");
        } else {
            header(name, '0', isRun(path) ? 0755 : 0644, Files.size(path), "");
            written += Files.copy(path, out);
            pad();
        }
    }

    private static boolean isRun(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private void header(String name, char type, int mode, long size, String link) throws IOException {
        byte[] header = new byte[BLOCK];
        int split = name.getBytes(StandardCharsets.UTF_8).length <= NAME ? 0 : name.indexOf('/', name.length() - NAME);
        if (split < 0 || split > PREFIX || link.length() > NAME) {
            throw new IOException("the path " + name + " is too long for a tar archive");
        }
        text(header, 0, split == 0 ? name : name.substring(split + 1));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, TIME);
        header[156] = (byte) type;
        text(header, 157, link);
        text(header, 257, "ustar");
        text(header, 263, "00");
        text(header, 265, "root");
        text(header, 297, "root");
        text(header, 345, name.substring(0, split));
        // The checksum is computed as if it were blanks.
        text(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        out.write(header);
        written += BLOCK;
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** Writes an octal number with leading zeros that ends with a NUL. */
    private static void octal(byte[] header, int at, int width, long value) {
        String digits = Long.toOctalString(value);
        text(header, at, "0".repeat(width - 1 - digits.length()) + digits + "\0");
    }

    private void pad() throws IOException {
        int rest = (int) (written % BLOCK);
        if (rest != 0) {
            out.write(new byte[BLOCK - rest]);
            written += BLOCK - rest;
        }
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.close();
    }
}
