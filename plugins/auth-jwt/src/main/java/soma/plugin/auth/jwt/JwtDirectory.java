/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.jwt.ResolverChoice.Deletion;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/**
 * JWTs of accounts in files. Only valid public keys of accounts become names of files, so nothing outside the directory can be
 * meant. A file is written whole or not at all: whoever reads it meanwhile, or after a crash, finds the old or the new one.
 * Safe for any thread; blocks.
 */
final class JwtDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(JwtDirectory.class);
    private static final String ENDING = ".jwt";
    private static final String TEMPORARY = ".jwt.new";
    private static final int HASH = 32;

    private final ResolverChoice.Directory choice;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** What is known of a file. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared nor changed
    private record Entry(byte[] hash, Instant end) {}

    JwtDirectory(ResolverChoice.Directory choice, InstantSource clock) {
        this.choice = choice;
        this.clock = clock;
    }

    /** Makes the directory if need be, and finds out what is in it. */
    void open() throws IOException {
        Files.createDirectories(choice.path());
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(choice.path(), "*.jwt*")) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(TEMPORARY)) {
                Files.deleteIfExists(file); // left by a crash
            } else if (name.endsWith(ENDING)) {
                open(name.substring(0, name.length() - ENDING.length()), file);
            }
        }
    }

    private void open(String account, Path file) throws IOException {
        Optional<String> token = isAccount(account) ? read(file) : Optional.empty();
        try {
            JwtClaims claims = Jwt.decode(token.orElse(""), AccountClaims.class).claims();
            if (claims.subject().equals(account)) {
                entries.put(account, entry(claims, token.orElse("")));
                return;
            }
        } catch (JwtException e) {
            LOG.debug("{}: {}", file, e.getMessage());
        }
        LOG.warn("{} is no JWT of the account that it is named after, and ignored", file);
    }

    private Entry entry(JwtClaims claims, String token) {
        Instant end = choice.ttl().isZero() ? claims.end() : clock.instant().plus(choice.ttl());
        return new Entry(sha256(token), end);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean isAccount(String key) {
        return Nkeys.isPublic(KeyKind.ACCOUNT, key);
    }

    private Path file(String account) throws IOException {
        if (!isAccount(account)) {
            throw new IOException("invalid public key");
        }
        return choice.path().resolve(account + ENDING);
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Files.size(file) > Jwt.MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns the JWT of an account; empty if there is none. */
    Optional<String> load(String account) throws IOException {
        lock.lock();
        try {
            Optional<String> token = read(file(account));
            Entry entry = entries.get(account);
            if (entry != null && !choice.ttl().isZero()) {
                entries.put(account, new Entry(entry.hash(), clock.instant().plus(choice.ttl())));
            }
            return token;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a JWT.
     *
     * @return whether it is another one than before
     */
    boolean save(Jwt jwt) throws IOException {
        lock.lock();
        try {
            String account = jwt.claims().subject();
            Path file = file(account);
            Entry entry = entry(jwt.claims(), jwt.text());
            Entry before = entries.get(account);
            if (before != null && MessageDigest.isEqual(before.hash(), entry.hash())) {
                return false;
            }
            if (before == null && choice.limit() > 0 && entries.size() >= choice.limit()) {
                makeRoom();
            }
            write(file, jwt.text());
            entries.put(account, entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a JWT unless the one that is there is the same or was issued later. */
    boolean saveIfNewer(Jwt jwt) throws IOException {
        lock.lock();
        try {
            Optional<String> token = read(file(jwt.claims().subject()));
            if (token.isPresent() && !isNewer(jwt.claims(), token.get())) {
                return false;
            }
            return save(jwt);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isNewer(JwtClaims claims, String there) {
        try {
            JwtClaims old = Jwt.decode(there, AccountClaims.class).claims();
            return !old.id().equals(claims.id()) && old.issuedAt() <= claims.issuedAt();
        } catch (JwtException e) {
            return true; // what is there is of no use
        }
    }

    private void makeRoom() throws IOException {
        if (!choice.cache()) {
            throw new IOException("jwt store is full");
        }
        String eldest = entries.keySet().iterator().next();
        Files.deleteIfExists(file(eldest));
        entries.remove(eldest);
    }

    private void write(Path file, String token) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
    }

    private void syncDirectory() {
        try (FileChannel directory = FileChannel.open(choice.path(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.trace("{} cannot be synced on this system", choice.path());
        }
    }

    /**
     * Deletes the JWT of an account, in the way that the configuration wants.
     *
     * @return whether there was one
     */
    boolean delete(String account) throws IOException {
        if (choice.deletion() == Deletion.FORBIDDEN) {
            throw new IOException("store is not set up to for delete");
        }
        lock.lock();
        try {
            Path file = file(account);
            entries.remove(account);
            if (!Files.exists(file)) {
                return false;
            }
            if (choice.deletion() == Deletion.RENAMED) {
                Path renamed = file.resolveSibling(file.getFileName() + ".deleted");
                Files.move(file, renamed, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(file);
            }
            syncDirectory();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Removes what has expired. */
    void expire() throws IOException {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<String> gone = entries.entrySet().stream()
                    .filter(entry -> !entry.getValue().end().isAfter(now))
                    .map(Map.Entry::getKey)
                    .toList();
            for (String account : gone) {
                Files.deleteIfExists(file(account));
                entries.remove(account);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns all accounts. */
    List<String> accounts() {
        lock.lock();
        try {
            return entries.keySet().stream().sorted().toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what tells whether two directories hold the same. */
    byte[] hash() {
        lock.lock();
        try {
            byte[] all = new byte[HASH];
            for (Entry entry : entries.values()) {
                for (int i = 0; i < HASH; i++) {
                    all[i] ^= entry.hash()[i];
                }
            }
            return all;
        } finally {
            lock.unlock();
        }
    }
}
