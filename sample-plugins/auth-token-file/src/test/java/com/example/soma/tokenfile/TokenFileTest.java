/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFileTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void writeTokens() throws IOException {
        path = folder.resolve("tokens.txt");
        Files.writeString(path, "first alice\n");
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        TokenFile file = TokenFile.open(path);
        Files.writeString(path, "first alice\nsecond bob\n");
        assertEquals("bob", file.tokens().userOf("second"));
        Files.writeString(path, "second bob\n");
        assertNull(file.tokens().userOf("first"));
    }

    @Test
    void aBrokenFileKeepsTheOldTokensUntilItIsMended() throws Exception {
        TokenFile file = TokenFile.open(path);
        for (String broken : new String[] {"only-one-word\n", "three words here\n", "same alice\nsame bob\n", "é"}) {
            Files.write(path, broken.getBytes(StandardCharsets.ISO_8859_1));
            assertEquals("alice", file.tokens().userOf("first"), broken);
        }
        Files.delete(path);
        assertEquals("alice", file.tokens().userOf("first"), "a missing file");
        Files.writeString(path, "mended carol\n");
        assertNull(file.tokens().userOf("first"));
        assertEquals("carol", file.tokens().userOf("mended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ok\nhush-hush\n", "hush-hush alice and-more\n", "hush-hush alice\n\nhush-hush bob\n"})
    void anErrorNamesTheLineAndShowsNoToken(String text) throws Exception {
        Files.writeString(path, text);
        var e = assertThrows(TokenFileException.class, () -> TokenFile.open(path));
        int line = text.startsWith("#") ? 2 : text.lines().count() == 1 ? 1 : 3;
        assertEquals(path + ":" + line, e.getMessage().split(": ")[0]);
        assertEquals(-1, e.getMessage().indexOf("hush"), e.getMessage());
    }

    @Test
    void behindAUserMayStandAccountAndPermissions() throws Exception {
        Files.writeString(path, "one alice account=A publish=orders.>,audit\ntwo bob\n");
        TokenTable tokens = TokenFile.open(path).tokens();
        assertEquals(new Holder("alice", "A", List.of("orders.>", "audit")), tokens.holderOf("one"));
        assertEquals(new Holder("bob", "", List.of()), tokens.holderOf("two"));
    }

    @Test
    void aFileThatIsTooLargeIsNotTaken() throws Exception {
        Files.write(path, new byte[TokenFile.MAX_BYTES + 1]);
        assertThrows(TokenFileException.class, () -> TokenFile.open(path));
        assertThrows(TokenFileException.class, () -> TokenFile.open(folder));
    }

    @Test
    void commentsAndEmptyLinesArePassedOverAndAnyBlanksSeparate() throws Exception {
        Files.writeString(path, "# t u\r\n\r\n  one \t alice  \r\ntwo bob");
        TokenTable tokens = TokenFile.open(path).tokens();
        assertEquals(2, tokens.size());
        assertEquals("alice", tokens.userOf("one"));
        assertEquals("bob", tokens.userOf("two"));
        assertNull(tokens.userOf("t"));
        assertNull(tokens.userOf("#"));
    }
}
