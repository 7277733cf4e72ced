/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class TlsSectionTest extends ConfigSectionContract<TlsConfig> {
    private final TlsPlugin plugin = new TlsPlugin();

    @Override
    protected ConfigSection<TlsConfig> section() {
        return plugin.section();
    }

    @Override
    protected TlsConfig defaults() {
        return TlsConfig.NONE;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("tls", block());
        config.put("allow_non_tls", true);
        config.put("ocsp", Map.of("mode", "never", "url", "http://ocsp.example/"));
        config.put(
                "ocsp_cache", Map.of("type", "none", "local_store", "x", "preserve_revoked", true, "save_interval", 7));
        return config;
    }

    private static Map<String, Object> block() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("cert_file", Certs.file("server.pem"));
        block.put("key_file", Certs.file("server.key"));
        block.put("timeout", 3);
        block.put("verify", true);
        block.put("pinned_certs", List.of("a".repeat(64)));
        block.put("ocsp_peer", Map.of("verify", true));
        return block;
    }

    @Override
    protected TlsConfig full() {
        String block = Certs.pair("server") + "timeout: 3\nverify: true\npinned_certs: [\"" + "a".repeat(64)
                + "\"]\nocsp_peer: true\n";
        var cache = new OcspConfig.Cache(false, Path.of("x"), true, Duration.ofSeconds(7));
        var ocsp = new OcspConfig(Stapling.NEVER, List.of("http://ocsp.example/"), Optional.empty(), cache);
        return new TlsConfig(Map.of(Place.CLIENT, ReadBlock.of(block)), true, ocsp);
    }
}
