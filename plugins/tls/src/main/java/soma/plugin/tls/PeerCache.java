/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the responses about certificates of peers, by the hash of the certificate, so that not every handshake asks; they
 * are written to a file now and then. Whoever takes one checks it anew. What is oldest goes first when there is too much. Safe
 * for any thread; the lock is held for one access.
 */
final class PeerCache {
    /** How many responses are kept. */
    static final int MOST = 10_000;
    /** How many bytes of them. */
    static final long MOST_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(PeerCache.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private OcspConfig.Cache config = OcspConfig.Cache.NONE;
    private @Nullable CountDownLatch stopped;
    private long bytes;
    private long hits;
    private long misses;
    private boolean dirty;

    /** A response, and what it says. Immutable. */
    static final class Entry {
        private final Ocsp.Status status;
        private final byte[] response;

        Entry(Ocsp.Status status, byte[] response) {
            this.status = status;
            this.response = response;
        }

        Ocsp.Status status() {
            return status;
        }

        /** Returns the response itself; nobody changes it. */
        byte[] response() {
            return response;
        }
    }

    /** How the cache does. */
    record Numbers(boolean kept, long hits, long misses, long responses, long revoked, long good, long unknown) {}

    /** Begins to keep responses, with those that were written before. Blocks. */
    void start(OcspConfig.Cache how, Executor workers) {
        Map<String, Entry> read = how.kept() ? new PeerCacheFile(how.folder()).read() : Map.of();
        var end = new CountDownLatch(1);
        lock.lock();
        try {
            config = how;
            stopped = end;
            entries.clear();
            bytes = 0;
            read.forEach(this::insert);
            dirty = false;
        } finally {
            lock.unlock();
        }
        LOG.info("OCSP peer cache online, type [{}]", how.kept() ? "local" : "none");
        if (how.kept()) {
            workers.execute(() -> save(how, end));
        }
    }

    private void save(OcspConfig.Cache how, CountDownLatch end) {
        try {
            while (!end.await(how.saveInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, and writes what has not been written. Blocks. */
    void stop() {
        lock.lock();
        try {
            if (stopped == null) {
                return;
            }
            stopped.countDown();
            stopped = null;
        } finally {
            lock.unlock();
        }
        save();
    }

    /** Writes the responses if any has changed. */
    void save() {
        Map<String, Entry> copy;
        OcspConfig.Cache how;
        lock.lock();
        try {
            if (!dirty || !config.kept()) {
                return;
            }
            dirty = false;
            copy = new LinkedHashMap<>(entries);
            how = config;
        } finally {
            lock.unlock();
        }
        if (!new PeerCacheFile(how.folder()).write(copy)) {
            lock.lock();
            try {
                dirty = true;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns the response about a certificate, which may be of another time. */
    Optional<byte[]> get(String fingerprint) {
        lock.lock();
        try {
            Entry entry = entries.get(fingerprint);
            if (!config.kept()) {
                return Optional.empty();
            }
            if (entry == null) {
                misses++;
                return Optional.empty();
            }
            hits++;
            return Optional.of(entry.response());
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a response in place of the one before. */
    void put(String fingerprint, Ocsp.Status status, byte[] response) {
        lock.lock();
        try {
            if (config.kept()) {
                insert(fingerprint, new Entry(status, response));
                dirty = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void insert(String fingerprint, Entry entry) {
        remove(fingerprint);
        entries.put(fingerprint, entry);
        bytes += entry.response().length;
        while (entries.size() > MOST || bytes > MOST_BYTES) {
            remove(entries.keySet().iterator().next());
        }
    }

    private void remove(String fingerprint) {
        Entry removed = entries.remove(fingerprint);
        if (removed != null) {
            bytes -= removed.response().length;
        }
    }

    /**
     * Forgets a response that was taken and will not do. One that says "revoked" stays if the configuration says so.
     *
     * @param proven whether it was signed as it should be
     */
    void discard(String fingerprint, boolean proven) {
        lock.lock();
        try {
            Entry entry = entries.get(fingerprint);
            if (entry != null) {
                hits--;
                misses++;
                if (!proven || entry.status() != Ocsp.Status.REVOKED || !config.preservesRevoked()) {
                    remove(fingerprint);
                    dirty = true;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    Numbers numbers() {
        lock.lock();
        try {
            return new Numbers(
                    config.kept(),
                    hits,
                    misses,
                    entries.size(),
                    count(Ocsp.Status.REVOKED),
                    count(Ocsp.Status.GOOD),
                    count(Ocsp.Status.UNKNOWN));
        } finally {
            lock.unlock();
        }
    }

    private long count(Ocsp.Status status) {
        return entries.values().stream()
                .filter(entry -> entry.status() == status)
                .count();
    }
}
