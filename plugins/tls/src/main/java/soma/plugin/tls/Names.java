/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cipher suites and curves that the configuration knows, by the names that Go has for them. The suites are called the
 * same in Java; whether Java takes part in one is seen when a context is made.
 */
final class Names {
    /** Those that are offered unless the configuration says otherwise, the preferred ones first. */
    static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

    /** Those that need {@code allow_insecure_cipher_suites}. */
    static final Set<String> INSECURE = Set.of(
            "TLS_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

    private static final Map<String, String> SHORT = Map.of(
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Map<String, String> CURVES = curves();

    private Names() {}

    private static Map<String, String> curves() {
        Map<String, String> curves = new LinkedHashMap<>();
        curves.put("X25519", "x25519");
        curves.put("CurveP256", "secp256r1");
        curves.put("CurveP384", "secp384r1");
        curves.put("CurveP521", "secp521r1");
        curves.put("X25519MLKEM768", "X25519MLKEM768");
        curves.put("SecP256r1MLKEM768", "SecP256r1MLKEM768");
        curves.put("SecP384r1MLKEM1024", "SecP384r1MLKEM1024");
        return curves;
    }

    /** Returns the usual name of a suite that has two. */
    static String suite(String name) {
        return SHORT.getOrDefault(name, name);
    }

    static boolean isSuite(String name) {
        return SUITES.contains(name) || INSECURE.contains(name);
    }

    static boolean isCurve(String name) {
        return CURVES.containsKey(name);
    }

    /** Returns what Java calls a curve that is one. */
    static String javaCurve(String name) {
        return CURVES.getOrDefault(name, name);
    }
}
