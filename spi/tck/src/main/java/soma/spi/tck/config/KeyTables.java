/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.config;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigKey;

/** Renders keys as a Markdown table, for pages that a test keeps equal to the code. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class KeyTables {
    private KeyTables() {}

    /** Returns the table, with its head. */
    public static String render(List<ConfigKey> keys) {
        var table = new StringBuilder(
                "| Key | Also | Type | Default | Change while running | Meaning |\n|---|---|---|---|---|---|\n");
        for (ConfigKey key : keys) {
            table.append("| `")
                    .append(key.name())
                    .append("` | ")
                    .append(String.join(
                            ", ", key.aliases().stream().map(a -> "`" + a + "`").toList()))
                    .append(" | ")
                    .append(key.type())
                    .append(" | ")
                    .append(key.defaultValue())
                    .append(" | ")
                    .append(reload(key.reload()))
                    .append(" | ")
                    .append(key.help())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String reload(ConfigKey.Reload reload) {
        return switch (reload) {
            case YES -> "yes";
            case NEW_CONNECTIONS -> "new connections";
            case NO -> "no";
        };
    }
}
