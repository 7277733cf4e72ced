/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.Map;

/** Reads switches of a query as nats-server does. */
final class Flags {
    private Flags() {}

    /**
     * Returns whether a switch is on; one that is not there is off.
     *
     * @throws IllegalArgumentException if it is neither on nor off
     */
    static boolean isSet(Map<String, String> query, String name) {
        String text = query.getOrDefault(name, "");
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default ->
                throw new IllegalArgumentException("Error decoding boolean for '" + name
                        + "': strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
        };
    }
}
