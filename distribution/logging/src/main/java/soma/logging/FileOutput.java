/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Appends to a file. When a line takes it beyond its limit, the file is renamed with the time as its ending and begun
 * anew, and the oldest of the renamed ones are deleted; names and texts are nats-server's.
 */
final class FileOutput implements Output {
    private static final Pattern ENDING = Pattern.compile("\\.\\d{4}(\\.\\d{2}){5}\\.\\d{1,9}");

    private final LogOptions.File options;
    // A plain stream on purpose: a file channel closes itself when an interrupted thread writes to it.
    private FileOutputStream stream;
    private long size;
    private long limit;

    FileOutput(LogOptions.File options) throws IOException {
        this.options = options;
        this.limit = options.sizeLimit();
        this.stream = open(options.path());
        this.size = Files.size(options.path());
    }

    @Override
    public List<Notice> write(Instant now, Line line) throws IOException {
        append(line);
        return limit > 0 && size > limit ? rotate(now) : List.of();
    }

    @Override
    public void append(Line line) throws IOException {
        stream.write(line.bytes(), 0, line.length());
        size += line.length();
    }

    @Override
    public boolean reopen() throws IOException {
        FileOutputStream before = stream;
        stream = open(options.path());
        size = Files.size(options.path());
        before.close();
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static FileOutputStream open(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.notExists(path)) {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
            try {
                Files.createFile(path, mode);
            } catch (FileAlreadyExistsException e) {
                // Somebody was faster; their file is appended to like any other.
            }
        }
        return new FileOutputStream(path.toFile(), true);
    }

    private List<Notice> rotate(Instant now) throws IOException {
        List<Notice> notices = new ArrayList<>();
        Path backup = Path.of(options.path() + ending(now));
        try {
            Files.move(options.path(), backup, StandardCopyOption.ATOMIC_MOVE);
            reopen();
            limit = options.sizeLimit();
            notices.add(new Notice(Label.INFO, "Rotated log, backup saved as \"" + backup + "\""));
        } catch (IOException e) {
            limit *= 2;
            notices.add(new Notice(
                    Label.ERROR,
                    "Unable to rename logfile for rotation (" + e + "), will attempt next rotation at size " + limit));
            return notices;
        }
        if (options.maxFiles() > 0) {
            purge(notices);
        }
        return notices;
    }

    private static String ending(Instant now) {
        return DateTimeFormatter.ofPattern(".yyyy.MM.dd.HH.mm.ss.nnnnnnnnn", Locale.ROOT)
                .format(LocalDateTime.ofInstant(now, ZoneId.systemDefault()));
    }

    private void purge(List<Notice> notices) {
        Path directory = options.path().toAbsolutePath().getParent();
        String name = String.valueOf(options.path().getFileName());
        List<Path> backups;
        try (Stream<Path> entries = Files.list(directory)) {
            backups = entries.filter(p -> isBackup(name, p)).sorted().toList();
        } catch (IOException e) {
            notices.add(new Notice(
                    Label.ERROR,
                    "Unable to read directory \"" + directory + "\" for log purge (" + e
                            + "), will attempt next rotation"));
            return;
        }
        int surplus = Math.max(0, backups.size() - (options.maxFiles() - 1));
        for (Path old : backups.subList(0, surplus)) {
            try {
                Files.delete(old);
                notices.add(new Notice(Label.INFO, "Purged log file \"" + old.getFileName() + "\""));
            } catch (IOException e) {
                notices.add(new Notice(
                        Label.ERROR,
                        "Unable to remove backup log file \"" + old.getFileName() + "\" (" + e
                                + "), will attempt next rotation"));
                return;
            }
        }
    }

    private static boolean isBackup(String name, Path candidate) {
        String other = String.valueOf(candidate.getFileName());
        return other.startsWith(name)
                && ENDING.matcher(other.substring(name.length())).matches()
                && Files.isRegularFile(candidate);
    }
}
