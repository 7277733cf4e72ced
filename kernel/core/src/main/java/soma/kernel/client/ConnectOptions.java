/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.kernel.json.JsonException;

/**
 * What a client said in CONNECT. Immutable. Names are matched without regard to case, unknown fields are ignored, fields that
 * are missing keep the value of an earlier CONNECT.
 *
 * @param fields     every known field as sent, under its lower-case name, for authenticators; holds secrets
 * @param noResponders whether the client wants to be told that nobody listens
 */
record ConnectOptions(
        Map<String, Object> fields,
        boolean verbose,
        boolean pedantic,
        boolean echo,
        boolean headers,
        boolean noResponders,
        long protocol) {
    /** What applies before CONNECT. */
    static final ConnectOptions INITIAL = new ConnectOptions(Map.of(), true, true, true, false, false, 0);

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("verbose", Boolean.class),
            Map.entry("pedantic", Boolean.class),
            Map.entry("echo", Boolean.class),
            Map.entry("tls_required", Boolean.class),
            Map.entry("headers", Boolean.class),
            Map.entry("no_responders", Boolean.class),
            Map.entry("new_account", Boolean.class),
            Map.entry("protocol", Long.class),
            Map.entry("auth_token", String.class),
            Map.entry("user", String.class),
            Map.entry("pass", String.class),
            Map.entry("nkey", String.class),
            Map.entry("sig", String.class),
            Map.entry("jwt", String.class),
            Map.entry("proxy_sig", String.class),
            Map.entry("name", String.class),
            Map.entry("lang", String.class),
            Map.entry("version", String.class),
            Map.entry("account", String.class));

    /**
     * Returns these options as a CONNECT changes them.
     *
     * @throws JsonException if a known field has a value of the wrong type
     */
    ConnectOptions with(Map<String, @Nullable Object> sent) {
        Map<String, Object> merged = new LinkedHashMap<>(fields);
        sent.forEach((name, value) -> take(merged, name.toLowerCase(Locale.ROOT), value));
        return new ConnectOptions(
                Map.copyOf(merged),
                flag(merged, "verbose", verbose),
                flag(merged, "pedantic", pedantic),
                flag(merged, "echo", echo),
                flag(merged, "headers", headers),
                flag(merged, "no_responders", noResponders),
                merged.get("protocol") instanceof Long number ? number : protocol);
    }

    private static void take(Map<String, Object> merged, String name, @Nullable Object value) {
        Class<?> type = TYPES.get(name);
        if (type == null || value == null) {
            return;
        }
        if (!type.isInstance(value)) {
            throw new JsonException("field " + name + " is no " + type.getSimpleName(), 0);
        }
        merged.put(name, value);
    }

    private static boolean flag(Map<String, Object> merged, String name, boolean otherwise) {
        return merged.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    /** Returns these options with headers allowed or not, whatever the client asked for. */
    ConnectOptions withHeaders(boolean allowed) {
        return new ConnectOptions(fields, verbose, pedantic, echo, allowed, noResponders, protocol);
    }

    /** Returns the text of a field, or an empty string. */
    String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /** Returns whether the client uses the fields that once chose an account, which no server takes any more. */
    boolean asksForAccount() {
        return !text("account").isEmpty() || Boolean.TRUE.equals(fields.get("new_account"));
    }

    /** Returns whether the options hold nothing secret to show: they are never logged whole. */
    @Override
    public String toString() {
        return "CONNECT of " + GoQuote.quote(text("name"));
    }
}
