/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Links modules and the parts of the JDK that they need into an image. */
final class Linker {
    private Linker() {}

    /** Runs jlink; line numbers stay, for a server's stack traces are worth more than a few megabytes. */
    static void link(Plan plan) throws IOException, AssemblyException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new AssemblyException("this Java runtime has no jlink (expected: a JDK)"));
        List<String> jars = new ArrayList<>();
        for (Path jar : Trees.list(plan.modulePath())) {
            if (!NativeLibraries.isAll(jar)) {
                jars.add(jar.toString());
            }
        }
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int status = jlink.run(
                writer,
                writer,
                "--module-path",
                jars.isEmpty() ? plan.modulePath().toString() : String.join(File.pathSeparator, jars),
                "--add-modules",
                String.join(",", plan.modules()),
                "--no-header-files",
                "--no-man-pages",
                "--ignore-signing-information",
                "--output",
                plan.output().toString());
        if (status != 0) {
            throw new AssemblyException("jlink failed with status " + status + ":\n" + output);
        }
    }
}
