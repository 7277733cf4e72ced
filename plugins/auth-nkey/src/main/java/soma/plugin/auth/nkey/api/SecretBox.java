/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Pack;

/**
 * The box of NaCl between two curve keys: XSalsa20 with a Poly1305 tag in front, under a key that both sides derive with
 * X25519 and HSalsa20. Immutable.
 */
final class SecretBox {
    /** How many bytes a nonce has. */
    static final int NONCE = 24;

    /** How many bytes the tag has. */
    static final int TAG = 16;

    private static final int KEY = 32;
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    private static final int ROUNDS = 20;

    private final byte[] key;

    private SecretBox(byte[] key) {
        this.key = key;
    }

    /**
     * Derives the key.
     *
     * @throws IllegalArgumentException if the public half is a point of small order, with which everyone could derive it
     */
    static SecretBox between(byte[] scalar, byte[] point) {
        var shared = new byte[X25519.POINT_SIZE];
        if (!X25519.calculateAgreement(scalar, 0, point, 0, shared, 0)) {
            throw new IllegalArgumentException("not a safe curve key");
        }
        return new SecretBox(hsalsa(shared));
    }

    byte[] seal(byte[] message, byte[] nonce) {
        XSalsa20Engine stream = stream(nonce);
        byte[] tagKey = tagKey(stream);
        var box = new byte[TAG + message.length];
        stream.processBytes(message, 0, message.length, box, TAG);
        System.arraycopy(tag(tagKey, box), 0, box, 0, TAG);
        return box;
    }

    byte[] open(byte[] box, byte[] nonce) {
        XSalsa20Engine stream = stream(nonce);
        byte[] tag = tag(tagKey(stream), box);
        if (!MessageDigest.isEqual(tag, Arrays.copyOf(box, TAG))) {
            throw new IllegalArgumentException("not sealed by that sender for this key");
        }
        var message = new byte[box.length - TAG];
        stream.processBytes(box, TAG, message.length, message, 0);
        return message;
    }

    private XSalsa20Engine stream(byte[] nonce) {
        var stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return stream;
    }

    /** Takes the first bytes of the stream; the message uses those behind them. */
    private static byte[] tagKey(XSalsa20Engine stream) {
        var bytes = new byte[KEY];
        stream.processBytes(bytes, 0, KEY, bytes, 0);
        return bytes;
    }

    private static byte[] tag(byte[] tagKey, byte[] box) {
        var poly = new Poly1305();
        poly.init(new KeyParameter(tagKey));
        poly.update(box, TAG, box.length - TAG);
        var tag = new byte[TAG];
        poly.doFinal(tag, 0);
        return tag;
    }

    /** Returns HSalsa20 of the key and an input of zeros: the rounds of Salsa20 without its last addition. */
    private static byte[] hsalsa(byte[] key) {
        int[] in = new int[16];
        for (int i = 0; i < SIGMA.length; i++) {
            in[i * 5] = SIGMA[i];
        }
        Pack.littleEndianToInt(key, 0, in, 1, 4);
        Pack.littleEndianToInt(key, 16, in, 11, 4);
        int[] out = new int[16];
        Salsa20Engine.salsaCore(ROUNDS, in, out);
        int[] words = new int[8];
        for (int i = 0; i < 4; i++) {
            words[i] = out[i * 5] - in[i * 5];
            words[4 + i] = out[6 + i] - in[6 + i];
        }
        return Pack.intToLittleEndian(words);
    }
}
