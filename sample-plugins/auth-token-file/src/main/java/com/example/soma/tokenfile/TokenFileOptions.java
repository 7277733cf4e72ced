/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/**
 * The block {@code token_file}. Immutable.
 *
 * @param enabled  whether the block is there; without it the plugin judges nobody
 * @param path     the file with the tokens; relative to the server's working directory
 * @param required whether a connection that nobody vouches for is refused
 */
// tag::options[]
record TokenFileOptions(boolean enabled, Path path, boolean required) {
    static final TokenFileOptions OFF = new TokenFileOptions(false, Path.of("tokens.txt"), false);

    private static final ConfigKey BLOCK =
            ConfigKey.of("token_file", "block", "", Reload.YES, "Lets in whoever shows a token that stands in a file.");
    private static final ConfigKey PATH =
            ConfigKey.of("path", "string", "tokens.txt", Reload.YES, "The file: a token and a user on each line.");
    private static final ConfigKey REQUIRED =
            ConfigKey.of("required", "boolean", "true", Reload.YES, "Whether connections must authenticate.");

    static ConfigSection<TokenFileOptions> section(ConfigSection.Reloader<TokenFileOptions> reloader) {
        return new ConfigSection<>("token-file", List.of(BLOCK), TokenFileOptions::bind, reloader);
    }

    private static TokenFileOptions bind(ConfigReader root) {
        return root.map(BLOCK).map(TokenFileOptions::read).orElse(OFF);
    }

    private static TokenFileOptions read(ConfigReader block) {
        block.rejectUnknown(Set.of(PATH.name(), REQUIRED.name()));
        return new TokenFileOptions(true, path(block), block.flag(REQUIRED, true));
    }
    // end::options[]

    private static Path path(ConfigReader block) {
        String text = block.text(PATH, OFF.path().toString());
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // reported below with its place
        }
        block.find(PATH)
                .ifPresent(node -> block.problems()
                        .error(node, "'" + text + "' is not a file name (expected: a path such as tokens.txt)"));
        return OFF.path();
    }
}
