/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.Map;

/** Reads the parameters of a query with nats-server's rules and error texts. Immutable. */
record Query(Map<String, String> parameters) {
    /** Returns a text, or an empty one. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String text = text(name);
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "", "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw invalid("boolean", name, "ParseBool", text);
        };
    }

    int integer(String name, int otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[+-]?\\d{1,9}")) {
            throw invalid("int", name, "Atoi", text);
        }
        return Integer.parseInt(text);
    }

    /** Returns a number without a sign, or 0. */
    long number(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw invalid("uint64", name, "ParseUint", text);
        }
        return Long.parseLong(text);
    }

    private static IllegalArgumentException invalid(String type, String name, String function, String text) {
        return new IllegalArgumentException("Error decoding " + type + " for '" + name + "': strconv." + function
                + ": parsing \"" + text + "\": invalid syntax");
    }
}
