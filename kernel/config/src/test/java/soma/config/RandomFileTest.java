/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Files made at random. jqwik prints the seed of a run that fails. */
class RandomFileTest {
    private static final Limits LIMITS = new Limits(1_000_000, 10, 5, 60, 2_000_000);

    @Property(tries = 2_000)
    void treeIsReadBackFromAnyNotation(@ForAll long seed) throws ConfigException {
        Random random = new Random(seed);
        Map<String, Object> tree = new TreeWriter(random).map(4);
        String text = new TreeWriter(random).file(tree);
        ConfigFile read = ConfigFile.parse(text, "f.conf", Path.of(""), Map.of());
        assertEquals(Digest.json(TreeWriter.value(tree)), Digest.json((ConfigValue) read.root()), text);
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void damagedFileIsReadOrRefusedButNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] text = original(random);
        for (int i = random.nextInt(8); i >= 0; i--) {
            text = damaged(text, random);
        }
        try {
            ConfigFile read = ConfigFile.parse(text, "f.conf", Path.of("nowhere"), Corpus.ENVIRONMENT, LIMITS);
            assertTrue(read.digest().startsWith("sha256:"));
        } catch (ConfigException e) {
            assertFalse(e.problems().isEmpty());
            assertTrue(e.getMessage().startsWith("f.conf"), e.getMessage());
        }
    }

    private static byte[] original(Random random) {
        String text = switch (random.nextInt(3)) {
            case 0 -> new TreeWriter(random).file(new TreeWriter(random).map(4));
            case 1 -> "a: " + Corpus.VALUES.get(random.nextInt(Corpus.VALUES.size())) + "\nb: $a\n";
            default -> Corpus.FILES.get(random.nextInt(Corpus.FILES.size()));
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] damaged(byte[] text, Random random) {
        String special = "{}[]()'\"\\#/:=,;$-. \t\r\n0k\0\u00e9";
        List<Byte> bytes = new ArrayList<>();
        for (byte b : text) {
            bytes.add(b);
        }
        int at = random.nextInt(bytes.size() + 1);
        byte some = random.nextBoolean()
                ? (byte) special.charAt(random.nextInt(special.length()))
                : (byte) random.nextInt(256);
        switch (random.nextInt(4)) {
            case 0 -> bytes.add(at, some);
            case 1 ->
                bytes.subList(at, Math.min(bytes.size(), at + random.nextInt(5)))
                        .clear();
            case 2 -> bytes.addAll(at, List.copyOf(bytes.subList(0, random.nextInt(bytes.size() + 1))));
            default -> {
                if (at < bytes.size()) {
                    bytes.set(at, some);
                }
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }

    /** Makes random trees and writes them with random quotes, separators, comments and blanks. */
    private static final class TreeWriter {
        private static final String LETTERS = "abcXYZ_*>.-@~éß日\ud83d\ude00 \t\n{}[]()'\"\\#/:=,;$0129";

        private final Random random;

        TreeWriter(Random random) {
            this.random = random;
        }

        Map<String, Object> map(int depth) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                map.put("k" + random.nextInt(100), any(depth - 1));
            }
            return map;
        }

        private Object any(int depth) {
            return switch (random.nextInt(depth > 0 ? 7 : 5)) {
                case 0 -> random.nextLong() >> random.nextInt(64);
                case 1 -> random.nextBoolean();
                case 2 -> random.nextInt(-1_000, 1_000) / 8.0;
                case 3, 4 -> text();
                case 5 -> map(depth);
                default -> {
                    List<Object> list = new ArrayList<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        list.add(any(depth - 1));
                    }
                    yield list;
                }
            };
        }

        private String text() {
            int[] letters = LETTERS.codePoints().toArray();
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i > 0; i--) {
                text.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            return text.toString();
        }

        static ConfigValue value(Object tree) {
            var at = new soma.spi.config.ConfigNode.Position("tree", 0, 0);
            return switch (tree) {
                case Map<?, ?> map -> {
                    LinkedHashMap<String, ConfigValue> entries = new LinkedHashMap<>();
                    map.forEach((k, v) -> entries.put((String) k, value(v)));
                    yield ConfigValue.map(entries, at);
                }
                case List<?> list ->
                    ConfigValue.array(list.stream().map(TreeWriter::value).toList(), at);
                default -> ConfigValue.scalar(tree, at);
            };
        }

        String file(Map<String, Object> tree) {
            StringBuilder out = new StringBuilder();
            boolean braced = !tree.isEmpty() && random.nextInt(4) == 0;
            out.append(braced ? "{" : "").append(space());
            tree.forEach((key, value) -> entry(key, value, out, true));
            return out.append(braced ? "}" : "").toString();
        }

        private void entry(String key, Object value, StringBuilder out, boolean top) {
            out.append(pick(key, "'" + key + "'", '"' + key + '"'));
            out.append(pick(": ", " = ", " ", ":", "\t=\t", "\n:", top ? " : " : ":\n"));
            write(value, out);
            out.append(pick("\n", ";", ",", " # c }\n", " // c\"\n", "\r\n", " \n\n"))
                    .append(space());
        }

        private void write(Object value, StringBuilder out) {
            switch (value) {
                case Map<?, ?> map -> {
                    out.append('{').append(space());
                    map.forEach((k, v) -> entry((String) k, v, out, false));
                    out.append(space()).append('}');
                }
                case List<?> list -> {
                    out.append('[').append(space());
                    for (Object element : list) {
                        write(element, out);
                        out.append(pick(" ,", "\n", " # c ]\n", ", ")).append(space());
                    }
                    out.append(']');
                }
                case String text -> out.append(quoted(text));
                case Boolean flag -> out.append(flag ? pick("true", "yes", "ON") : pick("false", "No", "off"));
                case Long number -> out.append(number);
                case Double number -> out.append(number);
                default -> throw new AssertionError(value);
            }
        }

        private String quoted(String text) {
            String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
            String inDouble =
                    '"' + (random.nextBoolean() ? escaped.replace("\n", "\\n").replace("\t", "\\t") : escaped) + '"';
            String inSingle = text.contains("'") ? inDouble : "'" + text + "'";
            return text.matches("[abcXYZ_*>.@~éß日]*[XYZ_*>@~éß日]") && !text.startsWith(".")
                    ? pick(text, inSingle, inDouble)
                    : pick(inSingle, inDouble);
        }

        private String space() {
            return pick("", "", " ", "\n", "\t", "# x '\n", "// { \"\r\n", "\n\n");
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
