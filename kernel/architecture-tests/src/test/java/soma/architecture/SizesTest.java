/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Budgets of size. What is over one is listed in {@code frozen/sizes.txt} with the size that it must not grow beyond; the
 * list may only shrink.
 */
final class SizesTest {
    private static final int FILE = 500;
    private static final int TEST_FILE = 800;
    private static final int METHOD = 50;
    private static final int PARAMETERS = 6;
    private static final int LINE = 120;
    private static final int TEXT_LINE = 132;

    private final Map<String, Integer> over = new TreeMap<>();

    @Test
    void nothingIsLargerThanItsBudget() {
        for (Path folder : Modules.folders()) {
            boolean forTests = folder.endsWith("spi/tck");
            Source.of(folder, "main").forEach(source -> measure(source, forTests ? TEST_FILE : FILE));
            Source.of(folder, "test").forEach(source -> measure(source, TEST_FILE));
        }
        Map<String, Integer> caps = new HashMap<>();
        for (String line : Frozen.lines("/frozen/sizes.txt")) {
            int at = line.lastIndexOf(" = ");
            caps.put(line.substring(0, at), Integer.valueOf(line.substring(at + 3)));
        }
        List<String> grown = new ArrayList<>();
        over.forEach((what, size) -> {
            if (size > caps.getOrDefault(what, 0)) {
                grown.add(what + " = " + size);
            }
        });
        String budgets = "file " + FILE + " lines, of tests " + TEST_FILE + "; method " + METHOD + "; parameters "
                + PARAMETERS + "; line " + LINE + " columns, of text " + TEXT_LINE;
        assertTrue(grown.isEmpty(), () -> "over budget (" + budgets + "):\n  " + String.join("\n  ", grown));
        caps.keySet().removeAll(over.keySet());
        assertTrue(caps.isEmpty(), () -> "within budget now, so take it out of frozen/sizes.txt: " + caps.keySet());
    }

    private void measure(Source source, int longestFile) {
        String file = Modules.relative(source.file());
        note(file + " lines", source.lines().size(), longestFile);
        source.lines().forEach(line -> note(file + " columns", line.length(), isText(line) ? TEXT_LINE : LINE));
        for (Source.Method method : source.methods()) {
            String name = file + " " + method.type() + "." + method.name();
            note(name + " lines", method.length(), METHOD);
            note(name + " parameters", method.parameters(), PARAMETERS);
        }
    }

    /** The formatter breaks code, but neither comments nor strings. */
    private static boolean isText(String line) {
        String start = line.strip();
        return start.startsWith("*") || start.startsWith("/*") || start.startsWith("//") || line.contains("\"");
    }

    private void note(String what, int size, int budget) {
        if (size > budget) {
            over.merge(what, size, Math::max);
        }
    }

    /** Single large things are listed above; here nobody may get used to them. */
    @Test
    void mostFilesAndMethodsAreSmall() throws IOException {
        List<Integer> files = new ArrayList<>();
        List<Integer> methods = new ArrayList<>();
        for (Path folder : Modules.folders()) {
            for (Source source : Source.of(folder, "main")) {
                files.add(source.lines().size());
                source.methods().forEach(method -> methods.add(method.length()));
            }
        }
        files.sort(null);
        methods.sort(null);
        String figures = "files: " + figures(files) + "; methods: " + figures(methods);
        Files.writeString(Path.of("target", "sizes.txt"), figures + "\n");
        System.out.println(figures);
        assertTrue(quantile(files, 50) <= 100 && quantile(files, 90) <= 300, figures);
        assertTrue(quantile(methods, 50) <= 5 && quantile(methods, 90) <= 18 && quantile(methods, 99) <= 40, figures);
    }

    private static String figures(List<Integer> sorted) {
        return sorted.size() + ", lines at median " + quantile(sorted, 50) + ", p90 " + quantile(sorted, 90) + ", p99 "
                + quantile(sorted, 99) + ", most " + sorted.getLast();
    }

    private static int quantile(List<Integer> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
