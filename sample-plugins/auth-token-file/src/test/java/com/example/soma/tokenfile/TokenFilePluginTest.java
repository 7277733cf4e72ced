/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

// tag::test[]
final class TokenFilePluginTest extends PluginContract {
    @TempDir
    private static Path folder;

    @Override
    protected ServerPlugin plugin() {
        return new TokenFilePlugin();
    }

    @Override
    protected Map<String, Object> config() {
        try {
            Path file = Files.writeString(folder.resolve("tokens.txt"), "opensesame alice\n");
            return Map.of("token_file", Map.of("path", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
// end::test[]
