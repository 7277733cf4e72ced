/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads what a {@code tls} block says about versions, cipher suites and curves. Confined to the thread that binds. */
final class CipherReader {
    private static final List<String> BOTH = List.of("TLSv1.2", "TLSv1.3");
    private static final List<String> NEW_ONLY = List.of("TLSv1.3");
    private static final String CONTEXT = "error parsing tls config";
    /** Suites of TLS 1.3 say nothing of the key exchange. */
    private static final String OLD_MARK = "_WITH_";

    private final ConfigReader block;
    private final ConfigNode node;

    CipherReader(ConfigReader block, ConfigNode node) {
        this.block = block;
        this.node = node;
    }

    TlsBlock.Ciphers read() {
        return new TlsBlock.Ciphers(protocols(), suites(), curves());
    }

    private List<String> protocols() {
        ConfigNode version = block.find(TlsKeys.MIN_VERSION).orElse(null);
        if (version == null) {
            return BOTH;
        }
        if (version.kind() != Kind.STRING) {
            error(version, CONTEXT + ": 'min_version' wrong type (expected: \"1.2\" or \"1.3\", in quotes)");
            return BOTH;
        }
        return switch (version.text()) {
            case "1.3" -> NEW_ONLY;
            case "1.2" -> BOTH;
            case "1.0", "1.1" -> {
                error(version, CONTEXT + ": unsupported TLS version: TLS " + version.text());
                yield BOTH;
            }
            default -> {
                error(version, CONTEXT + ": unknown version: " + version.text());
                yield BOTH;
            }
        };
    }

    private List<String> suites() {
        List<String> insecure = new ArrayList<>();
        List<String> chosen = new ArrayList<>();
        for (ConfigNode element : list(TlsKeys.CIPHER_SUITES)) {
            String name = Names.suite(block.text(element, ""));
            if (!Names.isSuite(name)) {
                if (element.kind() == Kind.STRING) {
                    error(element, "unrecognized cipher " + name);
                }
                continue;
            }
            if (Names.INSECURE.contains(name)) {
                insecure.add(name);
            }
            check(element, "cipher suite", name, name, JdkEngines.suites());
            chosen.add(name);
        }
        boolean allowed = block.find(TlsKeys.INSECURE_SUITES).isPresent() && block.flag(TlsKeys.INSECURE_SUITES, false);
        if (!insecure.isEmpty() && !allowed) {
            error(
                    node,
                    "insecure cipher suites configured without 'allow_insecure_cipher_suites' option set: "
                            + String.join(", ", insecure));
        }
        // as in Go, a list of old suites says nothing about TLS 1.3
        if (!chosen.isEmpty() && chosen.stream().allMatch(name -> name.contains(OLD_MARK))) {
            Names.SUITES.stream().filter(name -> !name.contains(OLD_MARK)).forEach(chosen::add);
        }
        return chosen;
    }

    private List<String> curves() {
        List<String> chosen = new ArrayList<>();
        for (ConfigNode element : list(TlsKeys.CURVES)) {
            String name = block.text(element, "");
            if (Names.isCurve(name)) {
                check(element, "curve", name, Names.javaCurve(name), JdkEngines.curves());
                chosen.add(Names.javaCurve(name));
            } else if (element.kind() == Kind.STRING) {
                error(element, "unrecognized curve preference " + name);
            }
        }
        return chosen;
    }

    private void check(ConfigNode at, String what, String name, String inJava, Set<String> available) {
        if (!available.contains(inJava)) {
            error(
                    at,
                    what + " " + name + " is not available in this Java runtime (expected: one of " + available + ")");
        }
    }

    private List<ConfigNode> list(ConfigKey key) {
        ConfigNode list = block.find(key).orElse(null);
        if (list == null) {
            return List.of();
        }
        if (list.kind() != Kind.ARRAY) {
            block.mismatch(list, Kind.ARRAY);
            return List.of();
        }
        if (list.elements().isEmpty()) {
            error(list, CONTEXT + ", '" + key.name() + "' cannot be empty");
        }
        return list.elements();
    }

    private void error(ConfigNode at, String message) {
        block.problems().error(at, message);
    }
}
