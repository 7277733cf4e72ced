/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Random tokens of six characters that nobody can guess: they are all that keeps one account from answering the requests of
 * another. Random numbers are drawn in batches, since their source takes a lock. Safe for any thread.
 */
final class Tokens {
    /** How many characters a token has. */
    static final int LENGTH = 6;

    private static final byte[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final int BATCH = 512;

    private final RandomGenerator source;
    private volatile Batch current;

    /** Makes tokens of random numbers from that source. */
    Tokens(RandomGenerator source) {
        this.source = source;
        this.current = new Batch(source);
    }

    /** Returns the next token, its characters in the lowest six bytes, the first one lowest. */
    long next() {
        long random = random() >>> 1;
        long token = 0;
        for (int i = 0; i < LENGTH; i++) {
            token |= (long) DIGITS[(int) (random % DIGITS.length)] << (Byte.SIZE * i);
            random /= DIGITS.length;
        }
        return token;
    }

    /** Returns a random number of 0 to 99. */
    int percent() {
        return (int) ((random() >>> 1) % 100);
    }

    /** Returns the characters of a token. */
    static byte[] bytes(long token) {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) (token >>> (Byte.SIZE * i));
        }
        return bytes;
    }

    /** Returns a random text of 22 characters, as ids of events are. */
    String eventId() {
        var id = new StringBuilder();
        while (id.length() < 22) {
            id.append(new String(bytes(next()), StandardCharsets.US_ASCII));
        }
        id.setLength(22);
        return id.toString();
    }

    /** Returns eight characters by which servers tell each other's answers apart: of the hash of a name. */
    static String hash(byte[] sha256) {
        byte[] digits = new byte[8];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = DIGITS[(sha256[i] & 0xFF) % DIGITS.length];
        }
        return new String(digits, StandardCharsets.US_ASCII);
    }

    private long random() {
        while (true) {
            Batch batch = current;
            int at = batch.taken.getAndIncrement();
            if (at < BATCH) {
                return batch.numbers[at];
            }
            current = new Batch(source); // another thread may do the same, and lose its batch
        }
    }

    private static final class Batch {
        private final long[] numbers = new long[BATCH];
        private final AtomicInteger taken = new AtomicInteger();

        private Batch(RandomGenerator source) {
            byte[] bytes = new byte[BATCH * Long.BYTES];
            source.nextBytes(bytes); // all at once, since each call takes a lock
            ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        }
    }
}
