/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.util.List;
import soma.config.Overlay;
import soma.spi.config.CommandLineFlag;

/**
 * A flag with its place in the help text and its effect.
 *
 * @param flag    names, key, type
 * @param section the heading it stands under in the help text
 * @param value   what the help text calls its value, or empty for none
 * @param effect  what it does to the configuration
 */
record Option(CommandLineFlag flag, Section section, String value, Effect effect) {
    /** The headings of the help text. */
    enum Section {
        SERVER("Server Options"),
        LOGGING("Logging Options"),
        JETSTREAM("JetStream Options"),
        AUTHORIZATION("Authorization Options"),
        TLS("TLS Options"),
        CLUSTER("Cluster Options"),
        PROFILING("Profiling Options"),
        PLUGINS("Plugin Options"),
        COMMON("Common Options");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** What a flag does to the configuration. */
    @FunctionalInterface
    interface Effect {
        /**
         * Sets keys.
         *
         * @param value a String, Long or Boolean, as the flag's type says
         * @param flag  the flag as given, with dashes
         */
        void apply(Object value, String flag, Overlay.Builder overlay) throws CommandLineException;
    }

    /** Makes an option that sets its configuration key. */
    static Option key(CommandLineFlag flag, Section section, String value) {
        return new Option(flag, section, value, (v, name, overlay) -> overlay.set(flag.configKey(), v, name));
    }

    /** Makes an option that sets several keys to the boolean given. */
    static Option switches(CommandLineFlag flag, Section section, String... keys) {
        return new Option(flag, section, "", (v, name, overlay) -> {
            for (String key : keys) {
                overlay.set(key, v, name);
            }
        });
    }

    /** Makes an option that says what to do, not how. */
    static Option action(CommandLineFlag flag, Section section, String value) {
        return new Option(flag, section, value, (v, name, overlay) -> {});
    }

    List<String> names() {
        return flag.names();
    }

    String id() {
        return flag.names().getFirst();
    }
}
