/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Code in the documentation is code that is compiled and tested: a block in fences after
 * {@code <!-- source: FILE#TAG -->} holds what stands in that file, named from the repository's root, between the lines
 * with {@code tag::TAG[]} and {@code end::TAG[]}, less the indentation that all of it has.
 */
class IncludedSourceTest {

    private static final Path ROOT = Path.of(System.getProperty("soma.root", "../.."));
    private static final Pattern MARK = Pattern.compile("<!-- source: ([^#]+)#([a-z-]+) -->");
    private static final Pattern TAG_LINE = Pattern.compile(".*\\b(tag|end)::[a-z-]+\\[].*");

    private record Block(Path page, int line, String file, String tag, String text) {
        @Override
        public String toString() {
            return page.getFileName() + ":" + line + " " + file + "#" + tag;
        }
    }

    @TestFactory
    Stream<DynamicTest> every_marked_block_equals_its_source() throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            for (Path page :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                blocks.addAll(blocks(page, Files.readAllLines(page)));
            }
        }
        assertTrue(blocks.size() >= 5, "marked blocks were found: " + blocks);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(), () -> assertEquals(source(block), block.text(), block.toString())));
    }

    @Test
    void a_tagged_region_is_found_without_its_indentation_and_inner_tags() {
        List<String> lines = List.of(
                "no", "  // tag::a[]", "  one", "", "    // tag::b[]", "    two", "  // end::b[]", "  // end::a[]");
        assertEquals("one\n\n  two\n", region(lines, "a"));
        assertEquals("two\n", region(lines, "b"));
    }

    private static List<Block> blocks(Path page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (lines.get(i).contains("<!-- source:")) {
                assertTrue(mark.matches(), page + ":" + (i + 1) + ": expected <!-- source: FILE#TAG --> alone");
                blocks.add(new Block(page, i + 1, mark.group(1), mark.group(2), fenced(page, lines, i + 1)));
            }
        }
        return blocks;
    }

    private static String fenced(Path page, List<String> lines, int at) {
        assertTrue(
                at < lines.size() && lines.get(at).startsWith("```"),
                page + ":" + (at + 1) + ": expected ``` in the line after the mark");
        int end = at + 1;
        while (end < lines.size() && !lines.get(end).equals("```")) {
            end++;
        }
        assertTrue(end < lines.size(), page + ":" + (at + 1) + ": the block does not end");
        return text(lines.subList(at + 1, end));
    }

    private static String source(Block block) throws IOException {
        Path file = ROOT.resolve(block.file());
        assertTrue(Files.isRegularFile(file), block + ": there is no such file");
        return region(Files.readAllLines(file), block.tag());
    }

    private static String region(List<String> lines, String tag) {
        int from = indexOf(lines, "tag::" + tag + "[]");
        int to = indexOf(lines, "end::" + tag + "[]");
        assertTrue(0 <= from && from < to, "expected lines with tag::" + tag + "[] and, later, end::" + tag + "[]");
        List<String> inside = lines.subList(from + 1, to).stream()
                .filter(line -> !TAG_LINE.matcher(line).matches())
                .toList();
        int indentation = inside.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return text(inside.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indentation))
                .toList());
    }

    private static int indexOf(List<String> lines, String mark) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        return -1;
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
