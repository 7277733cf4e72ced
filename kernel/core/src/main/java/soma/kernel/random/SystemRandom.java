/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.random;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers from the operating system, without the search for a security provider that {@link SecureRandom} begins
 * with and that a server's start would wait for. Where there is no such device, {@link SecureRandom} takes its place.
 * Safe for any thread; slow, so meant for seeds and ids.
 */
public final class SystemRandom implements RandomGenerator {
    private static final Path DEVICE = Path.of("/dev/urandom");

    /** Makes a source; it holds nothing open. */
    public SystemRandom() {}

    @Override
    public long nextLong() {
        byte[] bytes = new byte[Long.BYTES];
        nextBytes(bytes);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (!readDevice(bytes)) {
            new SecureRandom().nextBytes(bytes);
        }
    }

    private static boolean readDevice(byte[] bytes) {
        try (InputStream device = Files.newInputStream(DEVICE)) {
            return device.readNBytes(bytes, 0, bytes.length) == bytes.length;
        } catch (IOException e) {
            return false;
        }
    }
}
