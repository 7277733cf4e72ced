/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** An authority that issues certificates and answers about them, as tests need it. */
final class TestAuthority {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] TRUE = hex("0101ff");

    private final X509Certificate certificate;
    private final KeyPair keys;
    private int issued = 1;

    private TestAuthority(X509Certificate certificate, KeyPair keys) {
        this.certificate = certificate;
        this.keys = keys;
    }

    /** Makes one that nobody is above. */
    static TestAuthority root(String name) {
        KeyPair keys = newKeys();
        X500Principal itself = new X500Principal(name);
        byte[] ca = extension("551d13", true, Der.write(Der.SEQUENCE, TRUE));
        return new TestAuthority(sign(itself, itself, keys.getPublic(), keys.getPrivate(), 1, List.of(ca)), keys);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** What is to be in a certificate. */
    record Wish(String name, List<String> responders, boolean mustStaple, boolean authority, boolean answers) {
        static Wish of(String name, String... responders) {
            return new Wish(name, List.of(responders), false, false, false);
        }

        Wish thatMustStaple() {
            return new Wish(name, responders, true, authority, answers);
        }

        /** May sign certificates. */
        Wish asAuthority() {
            return new Wish(name, responders, mustStaple, true, answers);
        }

        /** May answer in the name of its authority. */
        Wish asResponder() {
            return new Wish(name, responders, mustStaple, authority, true);
        }
    }

    TestAuthority issue(Wish wish) {
        KeyPair made = newKeys();
        List<byte[]> extensions = new ArrayList<>();
        if (wish.authority()) {
            extensions.add(extension("551d13", true, Der.write(Der.SEQUENCE, TRUE)));
        } else {
            byte[] dns = Der.write(0x82, "localhost".getBytes(StandardCharsets.US_ASCII));
            extensions.add(extension("551d11", false, Der.write(Der.SEQUENCE, dns)));
        }
        if (!wish.responders().isEmpty()) {
            byte[][] entries = wish.responders().stream()
                    .map(address -> Der.write(
                            Der.SEQUENCE,
                            hex("06082b06010505073001"),
                            Der.write(0x86, address.getBytes(StandardCharsets.US_ASCII))))
                    .toArray(byte[][]::new);
            extensions.add(extension("2b06010505070101", false, Der.write(Der.SEQUENCE, entries)));
        }
        if (wish.mustStaple()) {
            extensions.add(extension("2b06010505070118", false, hex("3003020105")));
        }
        if (wish.answers()) {
            extensions.add(extension("551d25", false, Der.write(Der.SEQUENCE, hex("06082b06010505070309"))));
        }
        X509Certificate signed = sign(
                new X500Principal(wish.name()),
                certificate.getSubjectX500Principal(),
                made.getPublic(),
                keys.getPrivate(),
                ++issued,
                extensions);
        return new TestAuthority(signed, made);
    }

    /** Writes certificate, those above it, and key; returns the lines of a {@code tls} block that name them. */
    String files(Path folder, String name, TestAuthority... above) throws IOException {
        var chain = new StringBuilder(pem("CERTIFICATE", encoded(certificate)));
        for (TestAuthority authority : above) {
            chain.append(pem("CERTIFICATE", encoded(authority.certificate)));
        }
        Files.writeString(folder.resolve(name + ".pem"), chain);
        Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        return "cert_file: \"" + folder.resolve(name + ".pem") + "\"\nkey_file: \"" + folder.resolve(name + ".key")
                + "\"\n";
    }

    /** Writes the certificate; returns the line of a {@code tls} block that makes it an authority. */
    String trusted(Path folder) throws IOException {
        Path file = folder.resolve("trusted.pem");
        Files.writeString(file, pem("CERTIFICATE", encoded(certificate)));
        return "ca_file: \"" + file + "\"\n";
    }

    ServerKey key(TestAuthority... above) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        for (TestAuthority authority : above) {
            chain.add(authority.certificate);
        }
        return new ServerKey(keys.getPrivate(), chain);
    }

    /** Answers about a certificate of this authority. */
    byte[] answer(X509Certificate about, Ocsp.Status status, Instant from, @Nullable Instant until) {
        return answer(about, status, from, until, this, false);
    }

    /** Answers by a deputy, whose certificate goes along. */
    byte[] answerBy(TestAuthority deputy, X509Certificate about, Ocsp.Status status, Instant from, Instant until) {
        return answer(about, status, from, until, deputy, true);
    }

    private byte[] answer(
            X509Certificate about,
            Ocsp.Status status,
            Instant from,
            @Nullable Instant until,
            TestAuthority signer,
            boolean shown) {
        try {
            byte[] asked = OcspQuestion.about(about, certificate).encoded();
            Der request = Der.of(asked)
                    .enter(Der.SEQUENCE)
                    .enter(Der.SEQUENCE)
                    .enter(Der.SEQUENCE)
                    .enter(Der.SEQUENCE);
            byte[] id = request.next();
            byte[] told = switch (status) {
                case GOOD -> Der.write(Der.CONTEXT_PLAIN);
                case REVOKED -> Der.write(Der.CONTEXT | 1, time(from));
                case UNKNOWN -> Der.write(Der.CONTEXT_PLAIN | 2);
            };
            byte[] end = until == null ? new byte[0] : Der.write(Der.CONTEXT, time(until));
            byte[] single = Der.write(Der.SEQUENCE, id, told, time(from), end);
            byte[] data = Der.write(
                    Der.SEQUENCE,
                    Der.write(
                            Der.CONTEXT | 1,
                            signer.certificate.getSubjectX500Principal().getEncoded()),
                    time(from),
                    Der.write(Der.SEQUENCE, single));
            byte[] certs =
                    shown ? Der.write(Der.CONTEXT, Der.write(Der.SEQUENCE, encoded(signer.certificate))) : new byte[0];
            byte[] basic =
                    Der.write(Der.SEQUENCE, data, ECDSA_SHA256, bits(signature(data, signer.keys.getPrivate())), certs);
            byte[] bytes = Der.write(Der.SEQUENCE, hex("06092b0601050507300101"), Der.write(Der.OCTETS, basic));
            return Der.write(Der.SEQUENCE, hex("0a0100"), Der.write(Der.CONTEXT, bytes));
        } catch (OcspException | Der.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(
            X500Principal subject,
            X500Principal issuer,
            PublicKey key,
            PrivateKey by,
            int number,
            List<byte[]> extensions) {
        byte[] validity = Der.write(
                Der.SEQUENCE, time(Instant.parse("2020-01-01T00:00:00Z")), time(Instant.parse("2120-01-01T00:00:00Z")));
        byte[] body = Der.write(
                Der.SEQUENCE,
                hex("a003020102"),
                Der.write(Der.INTEGER, BigInteger.valueOf(number).toByteArray()),
                ECDSA_SHA256,
                issuer.getEncoded(),
                validity,
                subject.getEncoded(),
                key.getEncoded(),
                Der.write(Der.CONTEXT | 3, Der.write(Der.SEQUENCE, extensions.toArray(byte[][]::new))));
        byte[] signed = Der.write(Der.SEQUENCE, body, ECDSA_SHA256, bits(signature(body, by)));
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return Der.write(
                Der.SEQUENCE,
                Der.write(Der.OID, hex(oid)),
                critical ? TRUE : new byte[0],
                Der.write(Der.OCTETS, value));
    }

    private static byte[] signature(byte[] data, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bits(byte[] value) {
        return Der.write(Der.BIT_STRING, new byte[1], value);
    }

    private static byte[] time(Instant instant) {
        return Der.write(Der.TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
