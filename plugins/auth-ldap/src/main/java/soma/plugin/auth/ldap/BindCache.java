/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which passwords were right, as digests with a key that is made anew at each start: what is in memory
 * is of no use elsewhere. Safe for any thread.
 */
final class BindCache implements Directory {
    private static final int MOST = 10_000;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Directory directory;
    private final Duration lasts;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never handed out
    private record Known(byte[] digest, Person person, Instant until) {}

    BindCache(Directory directory, Duration lasts, InstantSource clock) {
        this.directory = directory;
        this.lasts = lasts;
        this.clock = clock;
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public Optional<Person> verify(String user, String password) throws DirectoryException {
        byte[] digest = digest(user, password);
        Optional<Person> remembered = remembered(user, digest);
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<Person> found = directory.verify(user, password);
        found.ifPresent(person ->
                remember(user, new Known(digest, person, clock.instant().plus(lasts))));
        return found;
    }

    private Optional<Person> remembered(String user, byte[] digest) {
        lock.lock();
        try {
            Known there = known.get(user);
            if (there == null || !clock.instant().isBefore(there.until())) {
                return Optional.empty();
            }
            return MessageDigest.isEqual(there.digest(), digest) ? Optional.of(there.person()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void remember(String user, Known entry) {
        lock.lock();
        try {
            known.remove(user);
            known.put(user, entry);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private byte[] digest(String user, String password) throws DirectoryException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new DirectoryException("passwords cannot be remembered: " + ALGORITHM + " is missing", e);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
