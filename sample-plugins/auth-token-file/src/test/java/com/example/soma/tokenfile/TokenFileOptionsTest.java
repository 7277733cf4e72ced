/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.nio.file.Path;
import java.util.Map;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

// tag::test[]
final class TokenFileOptionsTest extends ConfigSectionContract<TokenFileOptions> {
    private final TokenAuthenticator authenticator = new TokenAuthenticator();

    @Override
    protected ConfigSection<TokenFileOptions> section() {
        return TokenFileOptions.section(authenticator::prepareReload);
    }

    @Override
    protected TokenFileOptions defaults() {
        return TokenFileOptions.OFF;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of("token_file", Map.of("path", "src/test/resources/tokens.txt", "required", true));
    }

    @Override
    protected TokenFileOptions full() {
        return new TokenFileOptions(true, Path.of("src/test/resources/tokens.txt"), true);
    }

    @Override
    protected Object effect() {
        return authenticator.required();
    }
}
// end::test[]
