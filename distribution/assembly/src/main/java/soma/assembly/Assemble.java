/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Builds a distribution, unless it is there already, made from the same things.
 *
 * <pre>{@code
 * java -p soma-assembly.jar -m soma.assembly/soma.assembly.Assemble
 *     --output DIR --archive FILE.tar.gz --module-path DIR --add-modules NAME,…
 *     --script FILE [--options FILE] [--value NAME=TEXT]… [--command NAME]… [--file PLACE=FILE]… [--train false]
 * }</pre>
 */
public final class Assemble {
    private final Plan plan;
    private final PrintStream progress;

    private Assemble(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Builds what the arguments say; see the class. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            new Assemble(Plan.of(arguments), System.out).run();
        } catch (AssemblyException e) {
            System.err.println("Cannot assemble the distribution: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException, AssemblyException {
        Path mark = plan.archive().resolveSibling(plan.output().getFileName() + ".fingerprint");
        String fingerprint = Fingerprint.of(plan);
        if (Files.exists(mark)
                && Files.readString(mark).equals(fingerprint)
                && Files.isDirectory(plan.output())
                && Files.exists(plan.archive())) {
            progress.println(plan.output() + " is up to date");
            return;
        }
        Files.deleteIfExists(mark);
        Trees.delete(plan.output());
        Linker.link(plan);
        progress.println("Linked " + plan.output());
        NativeLibraries.copy(plan.modulePath(), plan.output().resolve("lib"));
        Scripts.install(plan);
        for (Map.Entry<String, Path> file : plan.files().entrySet()) {
            Path place = plan.output().resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.copy(file.getValue(), place, StandardCopyOption.REPLACE_EXISTING);
        }
        train();
        TarArchive.pack(plan.output(), String.valueOf(plan.output().getFileName()), plan.archive());
        progress.println("Packed " + plan.archive());
        Files.writeString(mark, fingerprint);
    }

    private void train() throws IOException, InterruptedException, AssemblyException {
        if (!plan.trained()) {
            return;
        }
        if (!Files.isExecutable(Path.of("/bin/sh")) || !plan.commands().contains("nats-server")) {
            progress.println("No AOT cache: training needs a POSIX shell and the command nats-server");
            return;
        }
        new Training(plan.output(), "nats-server").run();
        progress.println("Trained the AOT cache");
    }
}
