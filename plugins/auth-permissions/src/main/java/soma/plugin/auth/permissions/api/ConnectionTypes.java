/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import soma.spi.annotation.Api;
import soma.spi.auth.AuthRequest;

/**
 * Sorts of connection over which a user may come, by the names that configuration and JWTs use. Immutable.
 *
 * @param types the names, in capitals; at least one
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ConnectionTypes(Set<String> types) {
    /** The names that mean something. */
    public static final List<String> KNOWN =
            List.of("STANDARD", "WEBSOCKET", "LEAFNODE", "LEAFNODE_WS", "MQTT", "MQTT_WS", "IN_PROCESS");

    /**
     * Makes a rule; the set is copied.
     *
     * @throws IllegalArgumentException if the set is empty, which would be a rule that nobody keeps
     */
    public ConnectionTypes {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("no connection types (expected: at least one of " + KNOWN + ")");
        }
        types = Set.copyOf(types);
    }

    /** Returns the rule that the known ones among these names make, in any case; empty if none is known. */
    public static Optional<ConnectionTypes> known(Collection<String> names) {
        Set<String> known = names.stream()
                .map(ConnectionTypes::canonical)
                .filter(KNOWN::contains)
                .collect(Collectors.toSet());
        return known.isEmpty() ? Optional.empty() : Optional.of(new ConnectionTypes(known));
    }

    /** Returns a name as it is compared. */
    public static String canonical(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Returns whether a connection is of one of these sorts. */
    public boolean permits(AuthRequest request) {
        return types.contains(canonical(request.connectionType()));
    }

    @Override
    public String toString() {
        return new TreeSet<>(types).toString();
    }
}
