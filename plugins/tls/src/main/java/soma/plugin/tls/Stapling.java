/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Whether a server sends proof, signed by its authority, that its certificate still holds. */
enum Stapling {
    /** For certificates that demand it. */
    AUTO,
    /** For all certificates. */
    ALWAYS,
    /** For certificates that demand it, and the server ends when its own is revoked. */
    MUST,
    /** Not at all. */
    NEVER;

    /** Answers whether the JDK staples, which is decided for the whole Java runtime. */
    static final String SWITCH = "jdk.tls.server.enableStatusRequestExtension";

    private static final ConfigKey MODE = key("mode", "text", "auto", "auto, always, must or never.");
    private static final ConfigKey URL = key("url", "URL", "that of the certificate", "Whom to ask.");
    private static final ConfigKey URLS = key("urls", "list of URLs", "that of the certificate", "Whom to ask.");

    private static ConfigKey key(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.YES, help);
    }

    /** Reads {@code ocsp}. */
    static Stapling read(ConfigReader root) {
        ConfigNode node = root.find(TlsKeys.OCSP).orElse(null);
        if (node == null) {
            return AUTO;
        }
        return switch (node.kind()) {
            case BOOLEAN -> node.flag() ? AUTO : NEVER;
            case MAP -> root.map(TlsKeys.OCSP).map(Stapling::readBlock).orElse(AUTO);
            default -> {
                root.problems()
                        .error(node, "error parsing ocsp config: unsupported type (expected: true, false or a block)");
                yield AUTO;
            }
        };
    }

    private static Stapling readBlock(ConfigReader block) {
        block.rejectUnknown(Set.of(MODE.name(), URL.name(), URLS.name()));
        for (ConfigKey key : List.of(URL, URLS)) {
            block.find(key)
                    .ifPresent(node -> block.problems()
                            .error(
                                    node,
                                    "ocsp " + key.name() + " cannot be set here: the Java runtime asks the address in"
                                            + " the certificate, or the one in -Djdk.tls.stapling.responderURI"));
        }
        String mode = block.text(MODE, "auto");
        Optional<Stapling> found = List.of(values()).stream()
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(mode))
                .findFirst();
        if (found.isEmpty()) {
            block.find(MODE)
                    .filter(node -> node.kind() == Kind.STRING)
                    .ifPresent(node -> block.problems()
                            .error(
                                    node,
                                    "error parsing ocsp config: unsupported ocsp mode \"" + mode
                                            + "\" (expected: auto, always, must or never)"));
        }
        return found.orElse(AUTO);
    }

    /** Returns whether a certificate, which may demand it, is to be sent with proof. */
    boolean concerns(boolean demanded) {
        return this == ALWAYS || (demanded && this != NEVER);
    }
}
