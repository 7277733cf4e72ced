/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/** The keys and certificates of the tests, made by {@code certs/make.sh}. */
final class Certs {
    static final Path FOLDER = Path.of("src/test/resources/certs").toAbsolutePath();

    private Certs() {}

    /** Returns the path of a file, as configuration has it. */
    static String file(String name) {
        return FOLDER.resolve(name).toString();
    }

    /** Returns the lines of a {@code tls} block that name a certificate and its key. */
    static String pair(String name) {
        return pair(name + ".pem", name + ".key");
    }

    static String pair(String certificate, String key) {
        return "cert_file: \"" + file(certificate) + "\"\nkey_file: \"" + file(key) + "\"\n";
    }

    static String authority(String name) {
        return "ca_file: \"" + file(name + ".pem") + "\"\n";
    }

    static ServerKey key(String name) {
        try {
            return PemFiles.serverKey(file(name + ".pem"), file(name + ".key"));
        } catch (PemFiles.Unusable e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate certificate(String name) {
        return key(name).certificate();
    }

    static byte[] bytes(String name) throws java.io.IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }
}
