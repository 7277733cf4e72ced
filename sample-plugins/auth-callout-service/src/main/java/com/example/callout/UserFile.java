/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users, one on each line: name, account and the hash of the password, with blanks between. Immutable. */
public final class UserFile {
    /** Checked for names that are not there, so that they take as long as the others. */
    private static final String NOBODYS = PasswordHash.of("nobody".toCharArray());

    private final Map<String, User> users;

    private UserFile(Map<String, User> users) {
        this.users = users;
    }

    /**
     * A user.
     *
     * @param name    the name
     * @param account the account to be let into
     * @param hash    the hash of the password
     */
    record User(String name, String account, String hash) {
        /** Returns the name and the account only. */
        @Override
        public String toString() {
            return name + " of " + account;
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or a line is no user
     */
    public static UserFile read(Path file) throws IOException {
        return of(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static UserFile of(List<String> lines) throws IOException {
        Map<String, User> users = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                String[] words = text.split("\\s+");
                if (words.length != 3 || !PasswordHash.isOne(words[2])) {
                    throw new IOException("line " + number + " is no user (expected: NAME ACCOUNT HASH)");
                }
                users.put(words[0], new User(words[0], words[1], words[2]));
            }
        }
        return new UserFile(users);
    }

    Optional<User> find(String name, String password) {
        User user = users.get(name);
        boolean right = PasswordHash.matches(user == null ? NOBODYS : user.hash(), password.toCharArray());
        return Optional.ofNullable(user).filter(found -> right);
    }
}
