/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigKey;

/** The table of docs/operate/reload.md, generated from the keys of the core and of all plugins. */
final class ReloadPageTest {
    private static final String BEGIN = "<!-- generated: keys -->\n";
    private static final Pattern CORE_ROW =
            Pattern.compile("^\\| `([^`]+)` \\|[^|]*\\|[^|]*\\|[^|]*\\| ([a-z ]+) \\|", Pattern.MULTILINE);

    @Test
    void theTableIsTheOneGeneratedFromTheCode() throws IOException, ReflectiveOperationException {
        Path page = Modules.ROOT.resolve("docs/operate/reload.md");
        String text = Files.readString(page);
        int at = text.indexOf(BEGIN);
        assertTrue(at > 0, "the page has a place for the table");
        String expected = text.substring(0, at) + BEGIN + table();
        if (Boolean.getBoolean("soma.docs.write")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "write it anew with -Dsoma.docs.write=true");
    }

    private static String table() throws IOException, ReflectiveOperationException {
        Map<String, String> rows = new TreeMap<>();
        Matcher core = CORE_ROW.matcher(Files.readString(Modules.ROOT.resolve("docs/operate/core-keys.md")));
        while (core.find()) {
            rows.put(core.group(1), row(core.group(1), "core", core.group(2)));
        }
        PluginKeysPageTest.plugins()
                .forEach((id, declared) -> declared.sections().forEach(section -> {
                    for (ConfigKey key : section.keys()) {
                        rows.put(key.name(), row(key.name(), id, words(key)));
                    }
                }));
        assertTrue(rows.size() > 60, "keys found: " + rows.keySet());
        return "\n| Key | Of | Change while running |\n|---|---|---|\n" + String.join("", rows.values());
    }

    private static String words(ConfigKey key) {
        return key.reload().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String row(String key, String owner, String reload) {
        return "| `" + key + "` | " + owner + " | " + reload + " |\n";
    }
}
