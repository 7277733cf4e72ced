/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps proof over a restart: one file for each certificate, under the hash of the certificate as nats-server has it. What
 * is read is to be checked as if it came from the network. Blocks; safe for any thread.
 */
record StapleStore(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(StapleStore.class);

    /** Returns what was kept, if anything usable was. */
    Optional<byte[]> read(X509Certificate certificate) {
        Path file = file(certificate);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > OcspFetcher.MOST_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            LOG.warn("Cannot read OCSP status in {}: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps a response in place of the one before. A failure is logged, as the proof can be had again. */
    void write(X509Certificate certificate, byte[] response) {
        Path file = file(certificate);
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, "tmp-cert-status", "");
            try {
                Files.write(beside, response);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            LOG.warn("Cannot keep OCSP status in {}: {}", file, e.toString());
        }
    }

    private Path file(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return folder.resolve(HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that cannot be hashed", e);
        }
    }
}
