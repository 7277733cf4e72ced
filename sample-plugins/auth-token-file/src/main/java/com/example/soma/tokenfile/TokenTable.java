/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has which token. Holds digests, not tokens. Immutable. */
final class TokenTable {
    private record Entry(byte[] digest, Holder holder) {}

    private final List<Entry> entries;

    private TokenTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads lines of a token, blanks and its {@link Holder}. Empty lines and lines that begin with {@code #} are passed over.
     *
     * @param source  the file's name, for messages
     * @param content UTF-8
     * @throws TokenFileException if any line is wrong: half a file would lock users out
     */
    static TokenTable parse(String source, byte[] content) throws TokenFileException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        int number = 0;
        for (String line : decode(source, content).split("\\R", -1)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] words = text.split("\\s+");
            if (words.length < 2) {
                // not the line itself: it may hold a token
                throw new TokenFileException(
                        source + ":" + number + ": " + words.length + " words (expected: a token and a user at least)");
            }
            byte[] digest = digest(words[0]);
            Integer first = seen.putIfAbsent(HexFormat.of().formatHex(digest), number);
            if (first != null) {
                throw new TokenFileException(
                        source + ":" + number + ": the token of line " + first + " again (expected: each once)");
            }
            List<String> rest = List.of(words).subList(1, words.length);
            entries.add(new Entry(digest, Holder.parse(source + ":" + number, rest)));
        }
        return new TokenTable(entries);
    }

    int size() {
        return entries.size();
    }

    // tag::lookup[]
    /**
     * Returns who holds that token, or null. Compares digests with every entry, found or not, so that the time it takes
     * tells nothing about the tokens.
     */
    @Nullable
    Holder holderOf(String token) {
        byte[] digest = digest(token);
        Holder holder = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(digest, entry.digest())) {
                holder = entry.holder();
            }
        }
        return holder;
    }
    // end::lookup[]

    /** Returns the name of who holds that token, or null. */
    @Nullable
    String userOf(String token) {
        Holder holder = holderOf(token);
        return holder == null ? null : holder.user();
    }

    private static String decode(String source, byte[] content) throws TokenFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TokenFileException(source + " is not UTF-8 text (expected: lines of a token and a user)");
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
