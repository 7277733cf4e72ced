/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads which certificates a {@code tls} block names, and the files. Confined to the thread that binds. */
final class CertificateReader {
    private final ConfigReader block;
    private final ConfigNode node;

    CertificateReader(ConfigReader block, ConfigNode node) {
        this.block = block;
        this.node = node;
    }

    List<ServerKey> read() {
        if (isMistyped(TlsKeys.CERT_FILE) || isMistyped(TlsKeys.KEY_FILE)) {
            return List.of();
        }
        String certificate = block.text(TlsKeys.CERT_FILE, "");
        String key = block.text(TlsKeys.KEY_FILE, "");
        ConfigNode several = block.find(TlsKeys.CERTS).orElse(null);
        if (several != null && several.kind() != Kind.ARRAY) {
            error(several, "error parsing certificates config: unsupported type (expected: blocks in brackets)");
            return List.of();
        }
        List<ConfigNode> pairs = several == null ? List.of() : several.elements();
        boolean severalGiven = !pairs.isEmpty();
        if (severalGiven && !certificate.isEmpty()) {
            error(node, "error parsing tls config, cannot combine 'cert_file' option with 'certs' option");
        } else if (severalGiven) {
            return pairs(pairs);
        } else if (certificate.isEmpty() && !key.isEmpty()) {
            error(node, "missing 'cert_file' in TLS configuration");
        } else if (key.isEmpty() && !certificate.isEmpty()) {
            error(node, "missing 'key_file' in TLS configuration");
        } else if (certificate.isEmpty()) {
            if (block.find(TlsKeys.CERT_FILE).isEmpty()
                    && block.find(TlsKeys.CERT_STORE).isEmpty()) {
                error(node, "TLS Server certificate must be present and valid (expected: cert_file and key_file)");
            }
        } else {
            return load(certificate, key, node).map(List::of).orElse(List.of());
        }
        return List.of();
    }

    private boolean isMistyped(ConfigKey key) {
        ConfigNode value = block.find(key).orElse(null);
        if (value == null || value.kind() == Kind.STRING) {
            return false;
        }
        error(value, "error parsing tls config, expected '" + key.name() + "' to be filename");
        return true;
    }

    private List<ServerKey> pairs(List<ConfigNode> several) {
        List<ServerKey> found = new ArrayList<>();
        for (ConfigNode element : several) {
            block.map(element).flatMap(pair -> pair(pair, element)).ifPresent(found::add);
        }
        return found;
    }

    private Optional<ServerKey> pair(ConfigReader pair, ConfigNode element) {
        String certificate = "";
        String key = "";
        for (String name : pair.node().keys()) {
            ConfigNode value = pair.node().child(name).orElseThrow();
            if (value.kind() != Kind.STRING) {
                error(value, "error parsing certificates config: unsupported type (expected: text)");
                return Optional.empty();
            }
            switch (name) {
                case "cert_file" -> certificate = value.text();
                case "key_file" -> key = value.text();
                default -> error(value, "error parsing certificates config: unsupported type " + name);
            }
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            error(element, "error parsing certificates config: both 'cert_file' and 'cert_key' options are required");
            return Optional.empty();
        }
        return load(certificate, key, node);
    }

    private Optional<ServerKey> load(String certificate, String key, ConfigNode at) {
        try {
            return Optional.of(PemFiles.serverKey(certificate, key));
        } catch (PemFiles.Unusable e) {
            error(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void error(ConfigNode at, String message) {
        block.problems().error(at, message);
    }
}
