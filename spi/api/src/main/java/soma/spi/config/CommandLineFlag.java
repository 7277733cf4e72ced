/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.util.List;
import soma.spi.annotation.Api;

/**
 * A command-line flag and the configuration key that it overrides.
 *
 * @param names     its names without dashes, the first one for the help text
 * @param configKey the key, with dots between the levels: {@code "cluster.name"}
 * @param type      what kind of value it takes
 * @param secret    whether its value must not be shown
 * @param help      one line for {@code --help}
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record CommandLineFlag(List<String> names, String configKey, Type type, boolean secret, String help) {
    /** Makes a flag; the names are copied. */
    public CommandLineFlag {
        names = List.copyOf(names);
    }

    /** What kind of value a flag takes. */
    public enum Type {
        /** Text. */
        STRING,
        /** A decimal integer. */
        INTEGER,
        /** Nothing for true, or {@code =true}, {@code =false}. */
        BOOLEAN
    }
}
