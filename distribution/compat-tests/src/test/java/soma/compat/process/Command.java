/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import soma.compat.server.ServerExecutable;

/** What a run of the executable that ended by itself left behind. */
record Command(int status, String out, String err) {

    static Command run(String... arguments) throws IOException, InterruptedException {
        return runIn(
                Files.createTempDirectory(
                        Files.createDirectories(Path.of(System.getProperty("soma.work", "target/servers"))),
                        "command-"),
                arguments);
    }

    static Command runIn(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ServerExecutable.underTest().path().toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    command + " does not end; it wrote " + Files.readString(out) + Files.readString(err));
        }
        return new Command(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
