/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of everything that a distribution is made from: the plan, every file it names, the JDK, and this program. The
 * jars of a build that changed nothing are the same to the byte, so the same digest means the same distribution.
 */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(Plan plan) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.text(plan.toString());
        fingerprint.text(Runtime.version() + System.getProperty("java.home", ""));
        for (Path jar : Trees.list(plan.modulePath())) {
            fingerprint.file(jar);
        }
        fingerprint.file(plan.script());
        Path options = plan.options();
        if (options != null) {
            fingerprint.file(options);
        }
        for (Path file : plan.files().values()) {
            fingerprint.file(file);
        }
        fingerprint.self();
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void file(Path file) throws IOException {
        text(file.toString());
        digest.update(Files.readAllBytes(file));
    }

    private void self() throws IOException {
        var source = Fingerprint.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation().getProtocol().equals("file")) {
            Path own = Path.of(source.getLocation().getPath());
            if (Files.isRegularFile(own)) {
                file(own);
            }
        }
    }
}
