/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.Accounts;
import soma.spi.auth.Admission;
import soma.spi.protocol.SessionView;
import soma.spi.report.Times;

/** A client as events show it. Safe for any thread. */
final class ClientFields {
    /** The account of those who were never admitted to one. */
    static final String GLOBAL = "$G";

    private final Accounts accounts;

    ClientFields(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Returns the account of a session. */
    static String account(SessionView session) {
        return session.space().isEmpty() ? GLOBAL : session.space();
    }

    /** Returns what people call an account. */
    String accountName(String account) {
        return accounts.find(account).map(AccountDefinition::displayName).orElse(account);
    }

    /**
     * Returns the fields.
     *
     * @param stop when it ended; null while it is open
     */
    Map<String, Object> of(SessionView session, @Nullable Instant stop) {
        Map<String, Object> details = session.details();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start", Times.rfc3339(session.started()));
        fields.put("host", host(session.remoteAddress()));
        fields.put("id", session.identity().id());
        fields.put("acc", account(session));
        put(fields, "user", user(session));
        put(fields, "name", session.identity().name());
        put(fields, "lang", details.get("lang"));
        put(fields, "ver", details.get("version"));
        if (stop != null && !session.rtt().isZero()) {
            fields.put("rtt", session.rtt().toNanos());
        }
        if (stop != null) {
            fields.put("stop", Times.rfc3339(stop));
        }
        granted(session, fields);
        fields.put("kind", session.identity().kind());
        fields.put("client_type", session.protocol().equals("client") ? "nats" : session.protocol());
        return fields;
    }

    private void granted(SessionView session, Map<String, Object> fields) {
        Admission admission = session.admission();
        Map<String, String> details = admission == null ? Map.of() : admission.details();
        put(fields, "jwt", details.get("jwt"));
        put(fields, "issuer_key", details.get("issuer_key"));
        fields.put("name_tag", details.getOrDefault("name_tag", accountName(account(session))));
        if (admission != null && !admission.tags().isEmpty()) {
            fields.put("tags", admission.tags());
        }
    }

    private static String user(SessionView session) {
        String user = session.identity().user();
        return user.isEmpty() ? session.claimedUser() : user;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            fields.put(name, value);
        }
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
