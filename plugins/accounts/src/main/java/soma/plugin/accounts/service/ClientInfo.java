/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who asks or answers, as others are shown it: JSON, cut where a message may differ from the last one of the same client.
 * Immutable.
 */
final class ClientInfo {
    private static final byte[] NOTHING = {};
    private static final byte[] RTT = ascii(",\"rtt\":");
    private static final byte[] END = ascii("}");

    private final byte[] account;
    private final byte[] service;
    private final byte[] user;
    private final long rtt;
    private final byte[] server;
    private final byte[] rest;

    private ClientInfo(byte[][] parts, long rtt) {
        this.account = parts[0];
        this.service = parts[1];
        this.user = parts[2];
        this.server = parts[3];
        this.rest = parts[4];
        this.rtt = rtt;
    }

    /**
     * Makes it of fields in the order in which they are shown.
     *
     * @param account ends with the account
     * @param user    what comes before the round-trip time
     * @param server  where it is connected; empty if that is not shown
     * @param rest    all else
     */
    static ClientInfo of(
            Map<String, Object> account,
            Map<String, Object> user,
            Map<String, Object> server,
            Map<String, Object> rest) {
        byte[][] parts = {ascii("{" + Json.fields(account)), NOTHING, more(user), more(server), more(rest)};
        return new ClientInfo(parts, 0);
    }

    /** Returns the same with a round-trip time in nanoseconds, which is left out if it is 0. */
    ClientInfo withRtt(long nanos) {
        return new ClientInfo(new byte[][] {account, service, user, server, rest}, nanos);
    }

    /** Returns the same with the account in between. */
    ClientInfo by(String intermediate) {
        return new ClientInfo(new byte[][] {account, more(Map.of("svc", intermediate)), user, server, rest}, rtt);
    }

    /** Returns the same with the server that the client is connected to, if that is not told yet. */
    ClientInfo at(Map<String, Object> place) {
        return server.length > 0 ? this : new ClientInfo(new byte[][] {account, service, user, more(place), rest}, rtt);
    }

    /** Returns how many bytes it takes at most. */
    int room() {
        return account.length + service.length + user.length + server.length + rest.length + RTT.length + 21;
    }

    /** Writes it. */
    void writeTo(Scratch scratch) {
        scratch.put(account).put(service).put(user);
        if (rtt > 0) {
            scratch.put(RTT).put(rtt);
        }
        scratch.put(server).put(rest).put(END);
    }

    /** Returns the round-trip time in nanoseconds. */
    long rtt() {
        return rtt;
    }

    /** Returns it as JSON. */
    String json() {
        var all = new StringBuilder();
        all.append(text(account)).append(text(service)).append(text(user));
        if (rtt > 0) {
            all.append(text(RTT)).append(rtt);
        }
        return all.append(text(server)).append(text(rest)).append('}').toString();
    }

    @Override
    public String toString() {
        return json();
    }

    private static byte[] more(Map<String, Object> fields) {
        return fields.isEmpty() ? NOTHING : ascii("," + Json.fields(fields));
    }

    /** Returns a map in order without what is empty. */
    static Map<String, Object> present(Map<String, Object> fields) {
        Map<String, Object> present = new LinkedHashMap<>(fields);
        present.values().removeIf(""::equals);
        return present;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
