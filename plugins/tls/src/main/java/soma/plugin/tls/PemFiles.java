/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads keys and certificates from PEM files, and says what is wrong with them in the words of nats-server. */
final class PemFiles {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final long LARGEST = 16 << 20;

    private PemFiles() {}

    /** A file cannot be used, and why. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** Reads a certificate with its chain and its key. */
    static ServerKey serverKey(String certificateFile, String keyFile) throws Unusable {
        try {
            List<X509Certificate> chain = chain(read(certificateFile));
            PrivateKey key = key(keyFile, read(keyFile));
            if (!ServerKey.sameType(key, chain.getFirst().getPublicKey())) {
                throw new Unusable("tls: private key type does not match public key type");
            }
            if (!ServerKey.belong(key, chain.getFirst().getPublicKey())) {
                throw new Unusable("tls: private key does not match public key");
            }
            return new ServerKey(key, chain);
        } catch (Unusable e) {
            throw new Unusable("error parsing X509 certificate/key pair: " + e.getMessage());
        }
    }

    /** Reads authorities. Those that cannot be read among others are passed over, as nats-server does. */
    static List<X509Certificate> authorities(String file) throws Unusable {
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : PemBlock.parse(read(file))) {
            if (block.type().equals(CERTIFICATE)) {
                tryCertificate(block).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new Unusable("failed to parse root ca certificate");
        }
        return found;
    }

    private static List<X509Certificate> chain(String text) throws Unusable {
        List<PemBlock> blocks = PemBlock.parse(text);
        List<PemBlock> certificates = blocks.stream()
                .filter(block -> block.type().equals(CERTIFICATE))
                .toList();
        if (blocks.isEmpty()) {
            throw new Unusable("tls: failed to find any PEM data in certificate input");
        }
        if (certificates.isEmpty()) {
            throw new Unusable(
                    blocks.size() == 1 && blocks.getFirst().type().endsWith(KEY)
                            ? "tls: failed to find certificate PEM data in certificate input, but did find a private"
                                    + " key; PEM inputs may have been switched"
                            : "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM"
                                    + " blocks of the following types: " + blocks);
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (PemBlock block : certificates) {
            try {
                chain.add(certificate(block));
            } catch (CertificateException e) {
                throw new Unusable("x509: malformed certificate (" + e.getMessage() + ")");
            }
        }
        return chain;
    }

    private static PrivateKey key(String file, String text) throws Unusable {
        List<PemBlock> blocks = PemBlock.parse(text);
        if (blocks.isEmpty()) {
            throw new Unusable("tls: failed to find any PEM data in key input");
        }
        PemBlock found = blocks.stream()
                .filter(block -> block.type().endsWith(KEY))
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw new Unusable(
                    blocks.size() == 1 && blocks.getFirst().type().equals(CERTIFICATE)
                            ? "tls: found a certificate rather than a key in the PEM for the private key"
                            : "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after"
                                    + " skipping PEM blocks of the following types: " + blocks);
        }
        if (found.encrypted() || found.type().startsWith("ENCRYPTED")) {
            throw new Unusable("the private key in " + file + " is encrypted (expected: one that is not; write one with"
                    + " \"openssl pkey -in " + file + " -out KEY\" and protect it by the rights of the file)");
        }
        PrivateKey key = PrivateKeys.read(found.der());
        if (key == null) {
            throw new Unusable("tls: failed to parse private key");
        }
        return key;
    }

    private static Optional<X509Certificate> tryCertificate(PemBlock block) {
        try {
            return Optional.of(certificate(block));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static X509Certificate certificate(PemBlock block) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
    }

    private static String read(String file) throws Unusable {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new Unusable("read " + file + ": is a directory");
            }
            if (Files.size(path) > LARGEST) {
                throw new Unusable("read " + file + ": larger than " + LARGEST + " bytes");
            }
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new Unusable("open " + file + ": no such file or directory");
        } catch (AccessDeniedException e) {
            throw new Unusable("open " + file + ": permission denied");
        } catch (IOException e) {
            throw new Unusable("read " + file + ": " + e.getMessage());
        }
    }
}
