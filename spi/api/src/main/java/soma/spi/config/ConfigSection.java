/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/**
 * Configuration keys owned by one plugin, and how to read them into a value. No other plugin may own the same
 * keys.
 *
 * @param <T>      the typed value; a record as a rule
 * @param id       lower-case words joined by dashes; unique in the plugin
 * @param keys     the keys that belong to this section: top-level ones, or with dots those inside a block that belongs to
 *                 another plugin, {@code *} standing for any one name: {@code accounts.*.mappings}
 * @param binder   reads the value
 * @param reloader decides about changes
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ConfigSection<T>(String id, List<ConfigKey> keys, Binder<T> binder, Reloader<T> reloader) {
    /** Makes a section; the keys are copied. */
    public ConfigSection {
        keys = List.copyOf(keys);
    }

    // Spelled out, since the JVM makes what records get anew at each start, which takes milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ConfigSection<?> section
                        && id.equals(section.id)
                        && keys.equals(section.keys)
                        && binder.equals(section.binder)
                        && reloader.equals(section.reloader));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Makes a section whose keys cannot be changed while the server runs. */
    public static <T> ConfigSection<T> fixed(String id, List<ConfigKey> keys, Binder<T> binder) {
        return new ConfigSection<>(id, keys, binder, (before, after, problems) -> {
            if (!before.equals(after)) {
                problems.error(
                        new ConfigNode.Position("reload", 0, 0),
                        "config reload not supported for section '" + id + "'");
            }
            return List.of();
        });
    }

    /** Turns configuration into a typed value. */
    @FunctionalInterface
    public interface Binder<T> {
        /**
         * Reads the value, reporting every problem found, each with its position. Has no effect beside its result: it is
         * also called to check a configuration that is never used. After a reported error the result is dropped.
         *
         * @param root a reader of the whole configuration; the binder reads only its own keys
         */
        @RunsOn(Context.STARTUP)
        T bind(ConfigReader root);
    }

    /** Decides whether a change can be applied while the server runs. */
    @FunctionalInterface
    public interface Reloader<T> {
        /**
         * Checks a change and prepares for it, without any effect yet: nothing is applied until every owner has agreed.
         *
         * @return the changes to apply, in order; empty if nothing changes. Dropped if any owner reported an error
         */
        @RunsOn(Context.WORKER)
        List<ReloadPlan> prepare(T before, T after, Problems problems);
    }
}
