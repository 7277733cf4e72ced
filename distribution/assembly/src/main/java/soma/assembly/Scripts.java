/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Installs the start script under each of its names, and beside it the links that give the process its name. */
final class Scripts {
    private static final Pattern PLACE = Pattern.compile("@([a-z]+(?:\\.[a-z]+)+)@");

    private Scripts() {}

    static void install(Plan plan) throws IOException, AssemblyException {
        Map<String, String> values = new HashMap<>(plan.values());
        values.putIfAbsent("jvm.options", options(plan.options()));
        String text = fill(Files.readString(plan.script()), values);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Path links = Files.createDirectories(plan.output().resolve("libexec"));
        for (String command : plan.commands()) {
            Path script = Files.writeString(plan.output().resolve("bin").resolve(command), text);
            if (posix) {
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.createSymbolicLink(links.resolve(command), Path.of("../bin/java"));
            }
        }
    }

    /** Reads a file of options, one per line; what follows a {@code #} is for the reader. */
    private static String options(@Nullable Path file) throws IOException {
        if (file == null) {
            return "";
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Puts values in their places. */
    static String fill(String text, Map<String, String> values) throws AssemblyException {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new AssemblyException(
                        "the script needs a value for " + place.group() + " (add: --value " + place.group(1) + "=…)");
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return place.appendTail(filled).toString();
    }
}
