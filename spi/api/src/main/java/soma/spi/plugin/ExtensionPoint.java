/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.plugin;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;

/**
 * A place where plugins add behaviour. Each SPI interface holds its own point in a constant named {@code POINT}; a plugin may
 * define more for its own add-ons, which is why the kernel needs no list of them.
 *
 * @param <T>         what is contributed
 * @param id          lower-case words joined by dashes; unique
 * @param type        what is contributed
 * @param cardinality how many extensions the point takes
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record ExtensionPoint<T>(String id, Class<T> type, Cardinality cardinality) {
    /** How many extensions a point takes. */
    public enum Cardinality {
        /** At most one; two are refused at start, with both plugins named. */
        ONE,
        /** Any number, kept in plugin order. */
        MANY,
        /** At most one per name. */
        NAMED
    }

    // Spelled out, since the JVM makes what records get anew at each start, which takes milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof ExtensionPoint<?> point
                        && id.equals(point.id)
                        && type == point.type
                        && cardinality == point.cardinality);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + type.hashCode();
    }

    /** Makes a point that takes at most one extension. */
    public static <T> ExtensionPoint<T> one(String id, Class<T> type) {
        return new ExtensionPoint<>(id, type, Cardinality.ONE);
    }

    /** Makes a point that takes any number of extensions. */
    public static <T> ExtensionPoint<T> many(String id, Class<T> type) {
        return new ExtensionPoint<>(id, type, Cardinality.MANY);
    }

    /** Makes a point that takes one extension per name. */
    public static <T> ExtensionPoint<T> named(String id, Class<T> type) {
        return new ExtensionPoint<>(id, type, Cardinality.NAMED);
    }
}
