/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.spi.config.ConfigNode.Kind;

/** What nats-server calls sorts of values in its errors. */
final class GoTypes {
    private GoTypes() {}

    static String nameOf(Kind kind) {
        return switch (kind) {
            case MAP -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING -> "string";
            case INTEGER -> "int64";
            case FLOAT -> "float64";
            case BOOLEAN -> "bool";
            case DATETIME -> "time.Time";
        };
    }
}
