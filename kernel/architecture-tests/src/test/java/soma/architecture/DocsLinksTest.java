/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents point at things that exist. Pages that are still to be written are listed in {@code pages-to-come.txt}. */
final class DocsLinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern TYPE =
            Pattern.compile("`(soma(?:\\.[a-z]+)+\\.[A-Z][A-Za-z]*)(?:[.#][a-z][A-Za-z]*)?`");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        Set<String> toCome = new TreeSet<>(Frozen.lines("/pages-to-come.txt"));
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            for (String link : links(page)) {
                Path target = target(page, link);
                if (!Files.exists(target)) {
                    if (!toCome.contains(Modules.relative(target))) {
                        broken.add(Modules.relative(page) + " -> " + link);
                    }
                } else if (link.contains("#") && !anchors(target).contains(link.substring(link.indexOf('#') + 1))) {
                    broken.add(Modules.relative(page) + " -> " + link + " (no such heading)");
                }
            }
        }
        assertTrue(broken.isEmpty(), () -> "links that lead nowhere:\n  " + String.join("\n  ", broken));
        toCome.removeIf(page -> !Files.exists(Modules.ROOT.resolve(page)));
        assertTrue(
                toCome.isEmpty(), () -> "pages that are there now, so take them out of pages-to-come.txt: " + toCome);
    }

    @Test
    void everyPageIsReachedFromTheIndex() {
        Set<Path> reached = new HashSet<>();
        List<Path> open = new ArrayList<>(List.of(Modules.ROOT.resolve("docs/index.md")));
        while (!open.isEmpty()) {
            Path page = open.removeLast();
            if (reached.add(page)) {
                links(page).stream()
                        .map(link -> target(page, link))
                        .filter(target -> target.toString().endsWith(".md") && Files.exists(target))
                        .forEach(open::add);
            }
        }
        Set<String> lost = new TreeSet<>();
        Modules.files(Modules.ROOT.resolve("docs"), ".md").stream()
                .filter(page -> !reached.contains(page))
                .forEach(page -> lost.add(Modules.relative(page)));
        assertTrue(lost.isEmpty(), () -> "pages that nobody gets to from docs/index.md: " + lost);
    }

    /** A page about the architecture that names a class which is gone misleads. */
    @Test
    void everyTypeThatIsNamedExists() {
        Set<String> missing = new TreeSet<>();
        for (Path page : pages()) {
            TYPE.matcher(Modules.read(page))
                    .results()
                    .map(result -> result.group(1))
                    .filter(type -> !Modules.classes().contain(type))
                    .filter(type -> Modules.all().keySet().stream().anyMatch(module -> Modules.covers(module, type)))
                    .forEach(type -> missing.add(Modules.relative(page) + " names " + type));
        }
        assertTrue(missing.isEmpty(), () -> "types that do not exist:\n  " + String.join("\n  ", missing));
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>(Modules.files(Modules.ROOT.resolve("docs"), ".md"));
        assertTrue(!pages.isEmpty(), "there are pages");
        Path readme = Modules.ROOT.resolve("README.md");
        if (Files.exists(readme)) {
            pages.add(readme);
        }
        return pages;
    }

    private static List<String> links(Path page) {
        String text = Modules.read(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
        return LINK.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    private static Path target(Path page, String link) {
        String path = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    /** Headings as links name them: in lower case, blanks as dashes, without punctuation. */
    private Set<String> anchors(Path page) {
        return anchors.computeIfAbsent(page, read -> {
            Set<String> found = new HashSet<>();
            Modules.read(read)
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+\\s*", "").strip().toLowerCase(Locale.ROOT))
                    .map(line -> line.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-'))
                    .forEach(found::add);
            return found;
        });
    }
}
