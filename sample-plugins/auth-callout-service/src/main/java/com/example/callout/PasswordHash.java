/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes passwords with PBKDF2, written as {@code pbkdf2$ROUNDS$SALT$HASH}. */
final class PasswordHash {
    private static final int ROUNDS = 210_000;
    private static final int SALT = 16;
    private static final int BITS = 256;
    private static final Pattern FORM =
            Pattern.compile("pbkdf2\\$(\\d{4,8})\\$([A-Za-z0-9_-]{22})\\$([A-Za-z0-9_-]{43})");

    private PasswordHash() {}

    static String of(char[] password) {
        return of(password, ROUNDS);
    }

    /** Hashes with another number of rounds, of which more cost whoever guesses more. */
    static String of(char[] password, int rounds) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return "pbkdf2$" + rounds + "$" + text(salt) + "$" + text(derive(password, salt, rounds));
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static boolean matches(String hash, char[] password) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        byte[] salt = Base64.getUrlDecoder().decode(form.group(2));
        byte[] expected = Base64.getUrlDecoder().decode(form.group(3));
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(form.group(1))));
    }

    private static byte[] derive(char[] password, byte[] salt, int rounds) {
        try {
            var key = new PBEKeySpec(password, salt, rounds, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
