/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import soma.spi.participant.Identity;

/** The numbers that nats-server has for kinds of connections. */
final class Kinds {
    /** A client of any protocol. */
    static final int CLIENT = 0;

    /** A leaf node. */
    static final int LEAF = 4;

    private Kinds() {}

    /** Returns the number of a participant's kind. */
    static int of(Identity identity) {
        return switch (identity.kind()) {
            case "Router" -> 1;
            case "Gateway" -> 2;
            case "System" -> 3;
            case "Leafnode" -> LEAF;
            case "JetStream" -> 5;
            case "Account" -> 6;
            default -> CLIENT;
        };
    }
}
