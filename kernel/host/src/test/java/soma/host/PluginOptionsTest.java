/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.Problems;

class PluginOptionsTest {
    private final List<String> problems = new ArrayList<>();

    private PluginOptions bind(Map<String, Object> root) {
        return PluginOptions.SECTION.binder().bind(new ConfigReader(new Node(root), new Problems() {
            @Override
            public void error(ConfigNode.Position at, String message) {
                problems.add(message);
            }

            @Override
            public void warning(ConfigNode.Position at, String message) {
                problems.add("warning: " + message);
            }
        }));
    }

    private PluginOptions block(Map<String, Object> block) {
        return bind(Map.of("plugins", block));
    }

    @Test
    void withoutTheBlockTheDefaultsHold() {
        assertEquals(PluginOptions.DEFAULTS, bind(Map.of()));
        assertEquals(List.of(), problems);
    }

    @Test
    void allKeysAreRead() {
        PluginOptions options = block(Map.of(
                "directory",
                "/opt/extra",
                "required",
                List.of("jetstream", "auth-basic"),
                "disabled",
                "monitoring",
                "allow_automatic",
                true));
        assertEquals(List.of(), problems);
        assertEquals(
                new PluginOptions(Path.of("/opt/extra"), Set.of("auth-basic", "jetstream"), Set.of("monitoring"), true),
                options);
    }

    @Test
    void anUnknownKeyIsAnError() {
        block(Map.of("folder", "x"));
        assertEquals(List.of("unknown field \"folder\""), problems);
    }

    @Test
    void aNameThatIsNoIdIsAnError() {
        block(Map.of("required", List.of("Jet_Stream")));
        assertEquals(
                List.of("'Jet_Stream' is not a plugin id (expected: lower-case words joined by dashes)"), problems);
    }

    @Test
    void aPluginThatIsRequiredAndDisabledIsAnError() {
        block(Map.of("required", List.of("alpha"), "disabled", List.of("alpha")));
        assertEquals(List.of("plugin 'alpha' is both required and disabled; name it in one list only"), problems);
    }

    @Test
    void aDirectoryThatIsNoPathIsAnError() {
        for (String name : List.of("", " ", "a\0b")) {
            problems.clear();
            block(Map.of("directory", name));
            assertEquals(
                    List.of("'" + name + "' is not a directory name (expected: a path such as plugins)"), problems);
        }
    }

    @Test
    void valuesOfAnotherKindAreErrors() {
        block(Map.of("directory", true, "required", true, "allow_automatic", "yes"));
        assertEquals(3, problems.size(), problems.toString());
    }

    @Test
    void aChangeNeedsARestart() {
        PluginOptions after = block(Map.of("disabled", "alpha"));
        PluginOptions.SECTION.reloader().prepare(PluginOptions.DEFAULTS, after, new Problems() {
            @Override
            public void error(ConfigNode.Position at, String message) {
                problems.add(message);
            }

            @Override
            public void warning(ConfigNode.Position at, String message) {}
        });
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("reload not supported"), problems.toString());
    }

    /** A value of a configuration without a file. */
    private record Node(Object value) implements ConfigNode {
        @Override
        public Kind kind() {
            return switch (value) {
                case Map<?, ?> _ -> Kind.MAP;
                case List<?> _ -> Kind.ARRAY;
                case Boolean _ -> Kind.BOOLEAN;
                default -> Kind.STRING;
            };
        }

        @Override
        public Position position() {
            return new Position("test", 1, 0);
        }

        @Override
        public Position keyPosition() {
            return position();
        }

        private Map<String, Object> map() {
            Map<String, Object> map = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, child) -> map.put((String) key, child));
            return map;
        }

        @Override
        public Optional<ConfigNode> child(String key) {
            return Optional.ofNullable(map().get(key)).map(Node::new);
        }

        @Override
        public Set<String> keys() {
            return map().keySet();
        }

        @Override
        public List<ConfigNode> elements() {
            return ((List<?>) value).stream().<ConfigNode>map(Node::new).toList();
        }

        @Override
        public String text() {
            return (String) value;
        }

        @Override
        public long integer() {
            throw new IllegalStateException();
        }

        @Override
        public double number() {
            throw new IllegalStateException();
        }

        @Override
        public boolean flag() {
            return (Boolean) value;
        }

        @Override
        public boolean fromCommandLine() {
            return false;
        }
    }
}
