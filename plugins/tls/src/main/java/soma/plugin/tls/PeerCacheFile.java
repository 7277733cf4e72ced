/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@link PeerCache}: compressed, with a sum over its contents. One that cannot be read is set aside, as nothing
 * in it is needed. Blocks; one thread at a time.
 */
record PeerCacheFile(Path folder) {
    static final String NAME = "responses.gz";
    private static final Logger LOG = LoggerFactory.getLogger(PeerCacheFile.class);
    private static final String ASIDE = NAME + ".corrupt";
    private static final String FORMAT = "soma-ocsp-responses-1";
    private static final int LONGEST_KEY = 64;

    /** Returns what the file holds; empty if there is none, or none that can be read. */
    Map<String, PeerCache.Entry> read() {
        Path file = folder.resolve(NAME).toAbsolutePath();
        try (var in = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))))) {
            return read(in);
        } catch (NoSuchFileException e) {
            LOG.debug("No OCSP peer cache found, starting with empty cache");
        } catch (ZipException | EOFException | UTFDataFormatException | Corrupt e) {
            setAside(file, e);
        } catch (IOException e) {
            LOG.warn("Unable to load OCSP peer cache: {}", e.toString());
        }
        return Map.of();
    }

    private static Map<String, PeerCache.Entry> read(DataInputStream in) throws IOException {
        if (!in.readUTF().equals(FORMAT)) {
            throw new Corrupt("another format (expected: " + FORMAT + ")");
        }
        int count = in.readInt();
        if (count < 0 || count > PeerCache.MOST) {
            throw new Corrupt(count + " responses (expected: at most " + PeerCache.MOST + ")");
        }
        Map<String, PeerCache.Entry> entries = new LinkedHashMap<>();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            String key = in.readUTF();
            Ocsp.Status status = status(in.readUTF());
            int length = in.readInt();
            if (key.length() > LONGEST_KEY || length < 0 || length > OcspFetcher.MOST_BYTES) {
                throw new Corrupt("response " + i + " is none");
            }
            bytes += length;
            if (bytes > PeerCache.MOST_BYTES) {
                throw new Corrupt("more than " + PeerCache.MOST_BYTES + " bytes");
            }
            byte[] response = new byte[length];
            in.readFully(response);
            entries.put(key, new PeerCache.Entry(status, response));
        }
        if (in.read() >= 0) { // reads the sum, too
            throw new Corrupt("more than it says");
        }
        return entries;
    }

    private static Ocsp.Status status(String text) throws Corrupt {
        for (Ocsp.Status status : Ocsp.Status.values()) {
            if (status.toString().equals(text)) {
                return status;
            }
        }
        throw new Corrupt("a status that is none");
    }

    private static void setAside(Path file, IOException why) {
        Path aside = file.resolveSibling(ASIDE);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn(
                    "Unable to load OCSP peer cache: {} is damaged ({}); it is now {}, and the cache is empty",
                    file,
                    why.getMessage(),
                    aside);
        } catch (IOException e) {
            LOG.warn("Unable to load OCSP peer cache: {} is damaged and cannot be set aside: {}", file, e.toString());
        }
    }

    /** Writes all in place of what was there; returns whether that was possible. */
    boolean write(Map<String, PeerCache.Entry> entries) {
        Path file = folder.resolve(NAME).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, "ocsprc-", "");
            try {
                try (var out = new DataOutputStream(
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(beside))))) {
                    write(entries, out);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            LOG.debug("Saved OCSP peer cache successfully, {} responses", entries.size());
            return true;
        } catch (IOException e) {
            LOG.error("Unable to save OCSP peer cache: {}", e.toString());
            return false;
        }
    }

    private static void write(Map<String, PeerCache.Entry> entries, DataOutputStream out) throws IOException {
        out.writeUTF(FORMAT);
        out.writeInt(entries.size());
        for (Map.Entry<String, PeerCache.Entry> entry : entries.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue().status().toString());
            out.writeInt(entry.getValue().response().length);
            out.write(entry.getValue().response());
        }
    }

    /** The contents make no sense. */
    private static final class Corrupt extends IOException {
        private static final long serialVersionUID = 1;

        Corrupt(String message) {
            super(message);
        }
    }
}
