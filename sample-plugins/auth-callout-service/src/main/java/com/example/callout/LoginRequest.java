/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import io.nats.client.NKey;
import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;

/**
 * What a server asks.
 *
 * @param server   the public key of the server, which the answer is for
 * @param userKey  the key under which the server will know the user
 * @param user     the name that the client sent; may be empty
 * @param password the password that the client sent; may be empty
 */
record LoginRequest(String server, String userKey, String user, String password) {
    private static final String AUDIENCE = "nats-authorization-request";

    /** Reads a request and verifies that the server that it names has signed it. */
    static LoginRequest read(byte[] token, Instant now) throws InvalidRequestException {
        String[] parts = new String(token, StandardCharsets.US_ASCII).split("\\.", -1);
        if (parts.length != 3) {
            // sealed, perhaps: this service has no key to open it
            throw new InvalidRequestException("no token");
        }
        try {
            JsonValue claims = JsonParser.parse(Base64.getUrlDecoder().decode(parts[1]));
            String issuer = text(claims, "iss");
            verify(issuer, parts);
            if (!text(claims, "aud").equals(AUDIENCE)) {
                throw new InvalidRequestException("no request");
            }
            if (now.getEpochSecond() > JsonValueUtils.readLong(claims, "exp", 0)) {
                throw new InvalidRequestException("too late, or the clocks differ");
            }
            JsonValue nats = object(claims, "nats");
            JsonValue options = object(nats, "connect_opts");
            return new LoginRequest(
                    text(object(nats, "server_id"), "id"),
                    text(nats, "user_nkey"),
                    text(options, "user"),
                    text(options, "pass"));
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new InvalidRequestException("no token");
        }
    }

    private static void verify(String issuer, String[] parts) throws InvalidRequestException {
        boolean signed;
        try {
            signed = NKey.isValidPublicServerKey(issuer.toCharArray())
                    && NKey.fromPublicKey(issuer.toCharArray())
                            .verify(
                                    (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII),
                                    Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IOException e) {
            signed = false;
        }
        if (!signed) {
            throw new InvalidRequestException("not signed by a server");
        }
    }

    private static JsonValue object(JsonValue parent, String name) throws InvalidRequestException {
        JsonValue value = JsonValueUtils.readValue(parent, name);
        if (value == null) {
            throw new InvalidRequestException("no " + name);
        }
        return value;
    }

    private static String text(JsonValue parent, String name) {
        return JsonValueUtils.readString(parent, name, "");
    }

    /** Returns who asks about whom; not the password. */
    @Override
    public String toString() {
        return "login of " + user + " at " + server;
    }
}
