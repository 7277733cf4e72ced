/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/**
 * What curve keys of NATS seal, "box" of NaCl: X25519, XSalsa20 and Poly1305. Written from their definitions with
 * nothing but the JDK, so that it checks the server's own code; slow, and not in constant time.
 *
 * @param key the key that the two ends have agreed on
 */
record SealedBox(byte[] key) {
    static final int NONCE = 24;

    private static final String VERSION = "xkv1";
    private static final int TAG = 16;
    private static final int BLOCK = 64;
    private static final int[] CONSTANT = words("expand 32-byte k".getBytes(StandardCharsets.US_ASCII));

    /** The box of one end's private and the other end's public key. */
    static SealedBox between(NKey own, String other) {
        try {
            byte[] raw = NKey.read(other);
            for (int i = 0; i < raw.length / 2; i++) {
                byte swapped = raw[i];
                raw[i] = raw[raw.length - 1 - i];
                raw[raw.length - 1 - i] = swapped;
            }
            PublicKey key = KeyFactory.getInstance("X25519")
                    .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, raw)));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own.pair().getPrivate());
            agreement.doPhase(key, true);
            return ofShared(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The box of what X25519 results in; all zeros for a public key of low order. */
    static SealedBox ofShared(byte[] shared) {
        return new SealedBox(shortened(shared, new byte[16]));
    }

    /** What sealed it differently every time. */
    static byte[] nonce(byte[] sealed) {
        return Arrays.copyOfRange(sealed, VERSION.length(), VERSION.length() + NONCE);
    }

    byte[] seal(byte[] open, byte[] nonce) {
        byte[] all = new byte[BLOCK / 2 + open.length];
        System.arraycopy(open, 0, all, BLOCK / 2, open.length);
        byte[] stream = xor(all, nonce);
        byte[] text = Arrays.copyOfRange(stream, BLOCK / 2, stream.length);
        ByteBuffer sealed = ByteBuffer.allocate(VERSION.length() + NONCE + TAG + text.length);
        sealed.put(VERSION.getBytes(StandardCharsets.US_ASCII)).put(nonce);
        return sealed.put(tag(stream, text)).put(text).array();
    }

    /** Empty if it was sealed with another key. */
    Optional<byte[]> open(byte[] sealed) {
        int head = VERSION.length() + NONCE + TAG;
        byte[] text = Arrays.copyOfRange(sealed, head, sealed.length);
        byte[] all = new byte[BLOCK / 2 + text.length];
        System.arraycopy(text, 0, all, BLOCK / 2, text.length);
        byte[] stream = xor(all, nonce(sealed));
        byte[] tag = Arrays.copyOfRange(sealed, head - TAG, head);
        return Arrays.equals(tag, tag(stream, text))
                ? Optional.of(Arrays.copyOfRange(stream, BLOCK / 2, stream.length))
                : Optional.empty();
    }

    /** Poly1305, whose key is the beginning of the key stream. */
    private static byte[] tag(byte[] stream, byte[] text) {
        BigInteger prime = BigInteger.TWO.pow(130).subtract(BigInteger.valueOf(5));
        BigInteger mask = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);
        BigInteger r = number(stream, 0, 16, 0).and(mask);
        BigInteger sum = BigInteger.ZERO;
        for (int at = 0; at < text.length; at += 16) {
            sum = sum.add(number(text, at, Math.min(16, text.length - at), 1))
                    .multiply(r)
                    .mod(prime);
        }
        byte[] big = sum.add(number(stream, 16, 16, 0)).toByteArray();
        byte[] tag = new byte[TAG];
        for (int i = 0; i < TAG && i < big.length; i++) {
            tag[i] = big[big.length - 1 - i];
        }
        return tag;
    }

    private static BigInteger number(byte[] bytes, int at, int length, int high) {
        byte[] big = new byte[length + 1];
        big[0] = (byte) high;
        for (int i = 0; i < length; i++) {
            big[length - i] = bytes[at + i];
        }
        return new BigInteger(1, big);
    }

    private byte[] xor(byte[] text, byte[] nonce) {
        byte[] shorter = shortened(key, Arrays.copyOf(nonce, 16));
        byte[] result = text.clone();
        byte[] counter = Arrays.copyOf(Arrays.copyOfRange(nonce, 16, NONCE), 16);
        for (int at = 0; at < text.length; at += BLOCK) {
            ByteBuffer.wrap(counter).order(ByteOrder.LITTLE_ENDIAN).putInt(8, at / BLOCK);
            int[] begin = state(shorter, counter);
            int[] end = rounds(begin);
            for (int i = 0; i < BLOCK && at + i < text.length; i++) {
                result[at + i] ^= (byte) (begin[i / 4] + end[i / 4] >>> 8 * (i % 4));
            }
        }
        return result;
    }

    /** HSalsa20. */
    private static byte[] shortened(byte[] key, byte[] input) {
        int[] end = rounds(state(key, input));
        ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i : new int[] {0, 5, 10, 15, 6, 7, 8, 9}) {
            bytes.putInt(end[i]);
        }
        return bytes.array();
    }

    private static int[] words(byte[] bytes) {
        int[] words = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
        return words;
    }

    private static int[] state(byte[] key, byte[] input) {
        int[] k = words(key);
        int[] in = words(input);
        return new int[] {
            CONSTANT[0], k[0], k[1], k[2], k[3], CONSTANT[1], in[0], in[1],
            in[2], in[3], CONSTANT[2], k[4], k[5], k[6], k[7], CONSTANT[3]
        };
    }

    private static int[] rounds(int[] begin) {
        int[] x = begin.clone();
        for (int i = 0; i < 10; i++) {
            for (int n = 0; n < 4; n++) {
                quarter(x, 5 * n % 16, (4 + 5 * n) % 16, (8 + 5 * n) % 16, (12 + 5 * n) % 16);
            }
            for (int n = 0; n < 4; n++) {
                int row = 4 * n;
                quarter(x, row + n % 4, row + (n + 1) % 4, row + (n + 2) % 4, row + (n + 3) % 4);
            }
        }
        return x;
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
