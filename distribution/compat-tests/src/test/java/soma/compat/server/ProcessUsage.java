/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds right now, from {@code /proc}.
 *
 * @param residentKiB resident memory in KiB (VmRSS)
 * @param threads number of threads
 * @param descriptors number of open file descriptors
 */
public record ProcessUsage(long residentKiB, int threads, int descriptors) {

    public static ProcessUsage of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        long resident = 0;
        int threads = 0;
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = Long.parseLong(line.replaceAll("\\D", ""));
                } else if (line.startsWith("Threads:")) {
                    threads = Integer.parseInt(line.replaceAll("\\D", ""));
                }
            }
            return new ProcessUsage(resident, threads, Math.toIntExact(descriptors.count()));
        } catch (NoSuchFileException e) {
            throw new AssertionError("process " + pid + " is gone", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
