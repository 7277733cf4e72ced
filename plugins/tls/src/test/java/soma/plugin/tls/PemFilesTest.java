/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.spi.tck.fixture.Seed;

/** Keys and certificates in all forms that openssl writes, and files that are none. */
final class PemFilesTest {
    private static final int ROUNDS = 500;

    @TempDir
    Path folder;

    private static ServerKey read(String certificate, String key) throws PemFiles.Unusable {
        return PemFiles.serverKey(Certs.file(certificate), Certs.file(key));
    }

    @ParameterizedTest
    @CsvSource({
        "server.pem, server.key",
        "server.pem, server-sec1.key",
        "server.pem, server-sec1-with-parameters.key",
        "rsa.pem, rsa.key",
        "rsa.pem, rsa-pkcs1.key",
        "ed25519.pem, ed25519.key"
    })
    void keysAreReadInEveryForm(String certificate, String key) throws PemFiles.Unusable {
        assertEquals(1, read(certificate, key).chain().size());
    }

    @Test
    void equalFilesGiveEqualKeys() {
        assertEquals(Certs.key("server"), Certs.key("server"));
        assertFalse(Certs.key("server").equals(Certs.key("renewed")));
        assertEquals("CN=localhost", Certs.key("server").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere | server.key | no such file or directory",
                "server.pem | nowhere | no such file or directory",
                "make.sh | server.key | tls: failed to find any PEM data in certificate input",
                "server.pem | make.sh | tls: failed to find any PEM data in key input",
                "server.key | server.key | tls: failed to find certificate PEM data in certificate input, but did find "
                        + "a private key; PEM inputs may have been switched",
                "server.pem | server.pem | tls: found a certificate rather than a key in the PEM for the private key",
                "server.pem | rsa.key | tls: private key type does not match public key type",
                "server.pem | renewed.key | tls: private key does not match public key",
                "rsa.pem | rsa-encrypted.key | is encrypted",
                "rsa.pem | rsa-encrypted-pkcs1.key | is encrypted",
            })
    void whatCannotBeUsedIsToldInTheWordsOfNatsServer(String certificate, String key, String message) {
        var e = assertThrows(PemFiles.Unusable.class, () -> read(certificate, key));
        assertTrue(e.getMessage().startsWith("error parsing X509 certificate/key pair: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void authoritiesAreFoundAmongOtherThings() throws IOException, PemFiles.Unusable {
        String text = new String(Certs.bytes("ca.pem"), StandardCharsets.US_ASCII);
        Path bundle = folder.resolve("bundle.pem");
        Files.writeString(
                bundle,
                "some words\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + text + "\n" + text);
        assertEquals(2, PemFiles.authorities(bundle.toString()).size());
        var none = assertThrows(PemFiles.Unusable.class, () -> PemFiles.authorities(Certs.file("server.key")));
        assertEquals("failed to parse root ca certificate", none.getMessage());
    }

    @Test
    void damagedFilesAreRefusedAndNothingElseHappens() throws IOException {
        List<String> files =
                List.of("server.pem", "server.key", "rsa-pkcs1.key", "server-sec1.key", "rsa-encrypted.key");
        Seed seed = Seed.forRun();
        Path damaged = folder.resolve("damaged");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Certs.bytes(seed.oneOf(files));
            for (int i = seed.random().nextInt(4); i >= 0; i--) {
                bytes[seed.random().nextInt(bytes.length)] =
                        (byte) seed.random().nextInt(256);
            }
            Files.write(
                    damaged,
                    java.util.Arrays.copyOf(bytes, bytes.length - seed.random().nextInt(40)));
            seed.run(() -> {
                quietly(() -> PemFiles.serverKey(damaged.toString(), Certs.file("server.key")));
                quietly(() -> PemFiles.serverKey(Certs.file("server.pem"), damaged.toString()));
                quietly(() -> PemFiles.authorities(damaged.toString()));
            });
        }
    }

    @Test
    void randomDerIsNoKey() throws Exception {
        OcspQuestion question = OcspQuestion.about(Certs.certificate("client"), Certs.certificate("ca"));
        Seed seed = Seed.forRun();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] der = new byte[seed.random().nextInt(64)];
            seed.random().nextBytes(der);
            if (der.length > 4) {
                der[0] = Der.SEQUENCE;
                der[1] = (byte) (der.length - 2);
            }
            seed.run(() -> {
                PrivateKeys.read(der);
                try {
                    OcspResponse.read(der, question);
                } catch (Der.Malformed e) {
                    assertTrue(!e.getMessage().isEmpty());
                }
            });
        }
    }

    private interface Step {
        Object run() throws PemFiles.Unusable;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (PemFiles.Unusable e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }
}
