/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.util.List;
import soma.spi.annotation.Api;

/**
 * One key of the configuration: its names and what the documentation says of it. Key tables in the documentation are
 * generated from these.
 *
 * @param name         the name under which it is documented
 * @param aliases      other names that mean the same
 * @param type         the sort of value, in words: {@code "integer"}, {@code "duration"}, {@code "size"}, …
 * @param defaultValue the default in words, or an empty string for none
 * @param reload       what a change of it does to a running server
 * @param help         one sentence
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ConfigKey(
        String name, List<String> aliases, String type, String defaultValue, Reload reload, String help) {
    /** Makes a key; the aliases are copied. */
    public ConfigKey {
        aliases = List.copyOf(aliases);
    }

    /** Makes a key without aliases. */
    public static ConfigKey of(String name, String type, String defaultValue, Reload reload, String help) {
        return new ConfigKey(name, List.of(), type, defaultValue, reload, help);
    }

    /** Returns this key with other names that mean the same. */
    public ConfigKey alias(String... others) {
        return new ConfigKey(name, List.of(others), type, defaultValue, reload, help);
    }

    /** What a change does to a running server. */
    public enum Reload {
        /** It takes effect at once. */
        YES,
        /** It takes effect for connections that are opened later. */
        NEW_CONNECTIONS,
        /** It makes the whole reload fail. */
        NO
    }
}
