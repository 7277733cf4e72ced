/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of tokens, read again when it has changed: when size, time of modification or identity (a file renamed into its
 * place) differ. While what is there cannot be used, the tokens read last stay in force. Safe for any thread; blocks.
 */
final class TokenFile {
    /** Room for some ten thousand tokens. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path path;
    private Stamp stamp;
    private TokenTable tokens;

    private TokenFile(Path path, Stamp stamp, TokenTable tokens) {
        this.path = path;
        this.stamp = stamp;
        this.tokens = tokens;
    }

    /** Reads a file for the first time. */
    static TokenFile open(Path path) throws TokenFileException {
        Stamp stamp = Stamp.of(path); // before the content, so that a change in between is seen the next time
        return new TokenFile(path, stamp, read(path));
    }

    // tag::tokens[]
    /** Returns the tokens in force. */
    synchronized TokenTable tokens() {
        Stamp now = Stamp.of(path);
        if (!now.equals(stamp)) {
            stamp = now; // also of a broken file, which is then read, and complained about, once
            try {
                tokens = read(path);
                LOG.info("token_file: read {} with {} tokens", path, tokens.size());
            } catch (TokenFileException e) {
                LOG.error("token_file: {}; the tokens read before stay in force", e.getMessage());
            }
        }
        return tokens;
    }
    // end::tokens[]

    private static TokenTable read(Path path) throws TokenFileException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                throw new TokenFileException(path + " is not a file (expected: a text file of tokens)");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(MAX_BYTES + 1);
                if (content.length > MAX_BYTES) {
                    throw new TokenFileException(path + " is larger than " + MAX_BYTES + " bytes (expected: no more)");
                }
                return TokenTable.parse(path.toString(), content);
            }
        } catch (NoSuchFileException e) {
            throw new TokenFileException(path + " does not exist; create it, or correct token_file.path");
        } catch (IOException e) {
            throw new TokenFileException(path + " cannot be read (" + e + "); correct its permissions");
        }
    }

    /** What tells that a file has changed; all null when there is none. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object identity) {
        static Stamp of(Path path) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException e) {
                return new Stamp(null, -1, null);
            }
        }
    }
}
