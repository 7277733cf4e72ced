/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserFileTest {
    private static final String HASH = PasswordHash.of("secret".toCharArray(), 1_000);

    @Test
    void findsUsersByNameAndPassword() throws Exception {
        UserFile users = UserFile.of(List.of("  alice\tAPP  " + HASH + " "));
        assertEquals("APP", users.find("alice", "secret").orElseThrow().account());
        assertTrue(users.find("alice", "Secret").isEmpty());
        assertTrue(users.find("bob", "secret").isEmpty());
        assertEquals("alice of APP", users.find("alice", "secret").orElseThrow().toString());
    }

    @Test
    void saysWhichLineIsWrongAndNotWhatStandsInIt() {
        var wrong = assertThrows(IOException.class, () -> UserFile.of(List.of("", "alice APP plain-password")));
        assertEquals("line 2 is no user (expected: NAME ACCOUNT HASH)", wrong.getMessage());
        assertThrows(IOException.class, () -> UserFile.of(List.of("alice " + HASH)));
    }
}
