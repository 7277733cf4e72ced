/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import soma.spi.tck.config.KeyTables;

/** Keeps the page of keys equal to the code; {@code -Dsoma.docs.write=true} writes it. */
class CoreKeysDocTest {
    private static final String HEAD = """
            # Keys of the core

            Top-level keys that the server understands without any plugin. Names are matched without regard to case. A size may
            have a suffix (`64MB`), a duration is text with a unit (`"2m"`). A change of a key marked *no* makes the whole reload
            fail, and nothing is applied. This page is generated from the code.

            """;

    @Test
    void thePageOfKeysIsTheOneGeneratedFromTheCode() throws IOException {
        Path page = root().resolve("docs/operate/core-keys.md");
        String expected = HEAD + KeyTables.render(CoreSection.SECTION.keys());
        if (Boolean.getBoolean("soma.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertTrue(Files.exists(page), "write docs/operate/core-keys.md with -Dsoma.docs.write=true");
        assertEquals(expected, Files.readString(page), "write it anew with -Dsoma.docs.write=true");
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
