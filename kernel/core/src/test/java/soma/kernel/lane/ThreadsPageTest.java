/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about threads lists every lock there is, and no other. */
class ThreadsPageTest {
    private static final Pattern LOCK = Pattern.compile(
            "synchronized \\(|^ +(public |private |protected |static |final )*synchronized [a-zA-Z<]|new Reentrant"
                    + "|new StampedLock|Collections\\.synchronized",
            Pattern.MULTILINE);
    private static final Pattern LISTED = Pattern.compile("^\\|[^|]*", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("`(soma\\.[a-z.]+\\.[A-Z][A-Za-z]*)`");

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("docs/architecture/threads.md"))) {
            at = at.getParent();
        }
        assertTrue(
                at != null,
                "no docs/architecture/threads.md above " + Path.of("").toAbsolutePath());
        return at;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTableOfLocksIsComplete() throws IOException {
        Set<String> found = new TreeSet<>();
        Path root = root();
        for (String area : new String[] {"kernel", "plugins", "distribution", "spi"}) {
            try (Stream<Path> files = Files.walk(root.resolve(area))) {
                files.filter(file -> file.toString().contains("/src/main/java/soma/"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> isOfTheServer("/" + root.relativize(file)))
                        .filter(file -> LOCK.matcher(read(file)).find())
                        .forEach(file -> found.add(typeOf(file.toString())));
            }
        }
        Set<String> listed = new TreeSet<>();
        LISTED.matcher(read(root.resolve("docs/architecture/threads.md")))
                .results()
                .flatMap(row -> TYPE.matcher(row.group()).results())
                .forEach(type -> listed.add(type.group(1)));
        assertEquals(String.join("\n", found), String.join("\n", listed), "classes with locks, and the page");
    }

    /** Tools, benchmarks and contract tests do not run in a server. */
    private static boolean isOfTheServer(String file) {
        return Stream.of(
                        "/benchmarks/",
                        "/testkit/",
                        "/architecture-tests/",
                        "/tck/",
                        "/load/",
                        "/assembly/src/",
                        "/compat-tests/")
                .noneMatch(file::contains);
    }

    private static String typeOf(String file) {
        String type = file.substring(file.indexOf("/src/main/java/") + "/src/main/java/".length());
        return type.substring(0, type.length() - ".java".length()).replace('/', '.');
    }
}
