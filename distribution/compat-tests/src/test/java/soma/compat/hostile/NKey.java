/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/**
 * A key as NATS writes it, made by nothing but the JDK, so that it checks the server's own code.
 *
 * @param kind the letter that its public key begins with; {@code X} is for sealing, all others sign
 */
public record NKey(char kind, KeyPair pair) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 32;

    public static NKey create(char kind) {
        try {
            String algorithm = kind == 'X' ? "X25519" : "Ed25519";
            return new NKey(kind, KeyPairGenerator.getInstance(algorithm).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String publicKey() {
        return written(kind, raw());
    }

    /** Writes any 32 bytes as the public key of a kind. */
    static String written(char kind, byte[] raw) {
        byte[] all = new byte[1 + raw.length];
        all[0] = (byte) (ALPHABET.indexOf(kind) << 3);
        System.arraycopy(raw, 0, all, 1, raw.length);
        ByteBuffer sum = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) crc(all));
        byte[] summed = Arrays.copyOf(all, all.length + 2);
        System.arraycopy(sum.array(), 0, summed, all.length, 2);
        return base32(summed);
    }

    /** The 32 bytes of a public key that is written. */
    static byte[] read(String key) {
        byte[] bytes = new byte[key.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (char c : key.toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(c);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >> held);
            }
        }
        return Arrays.copyOfRange(bytes, 1, 1 + LENGTH);
    }

    /** The 32 bytes of the public key, which end its encoding. */
    byte[] raw() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.ISO_8859_1));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int crc(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << 8;
            for (int i = 0; i < 8; i++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        return crc & 0xFFFF;
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xFF;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt(bits >> held & 31));
            }
        }
        return held == 0
                ? text.toString()
                : text.append(ALPHABET.charAt(bits << 5 - held & 31)).toString();
    }
}
