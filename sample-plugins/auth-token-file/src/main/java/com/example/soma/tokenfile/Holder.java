/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Who holds a token, and what that grants. Immutable.
 *
 * @param user    the user's name
 * @param account where the user belongs; empty for the default space
 * @param publish what the user may publish; empty for everything
 */
record Holder(String user, String account, List<String> publish) {
    Holder {
        publish = List.copyOf(publish);
    }

    /**
     * Reads the words behind a token: a user, then {@code account=NAME} and {@code publish=SUBJECT,SUBJECT} if wanted.
     *
     * @param place where they stand, for messages
     */
    static Holder parse(String place, List<String> words) throws TokenFileException {
        String account = "";
        List<String> publish = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("account=")) {
                account = word.substring("account=".length());
            } else if (word.startsWith("publish=")) {
                publish.addAll(List.of(word.substring("publish=".length()).split(",")));
            } else {
                // not the word itself: in a broken line it may be a token
                throw new TokenFileException(
                        place + ": an unknown word behind the user (expected: account=NAME or publish=SUBJECT,SUBJECT)");
            }
        }
        return new Holder(words.getFirst(), account, publish);
    }
}
