/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.spi.annotation.Api;

/**
 * A value of the parsed configuration together with where it stands. Immutable and safe for any thread.
 *
 * <p>The typed accessors answer for the kind that the value has in the file; asked for another kind they throw
 * {@link IllegalStateException}, so a binder looks at {@link #kind()} first or uses {@link ConfigReader}, which turns
 * every mismatch into a reported problem.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface ConfigNode {
    /** Returns what sort of value this is. */
    Kind kind();

    /** Returns where the value stands. */
    Position position();

    /** Returns where the key of this value stands; for a value without a key, where the value stands. */
    Position keyPosition();

    /**
     * Returns the value of a key of this map, by its exact name.
     *
     * @throws IllegalStateException if this is no map
     */
    Optional<ConfigNode> child(String key);

    /**
     * Returns the keys of this map as spelled in the file, in file order.
     *
     * @throws IllegalStateException if this is no map
     */
    Set<String> keys();

    /**
     * Returns the elements of this array.
     *
     * @throws IllegalStateException if this is no array
     */
    List<ConfigNode> elements();

    /**
     * Returns the text of this string.
     *
     * @throws IllegalStateException if this is no string
     */
    String text();

    /**
     * Returns this integer, its size suffix already applied.
     *
     * @throws IllegalStateException if this is no integer
     */
    long integer();

    /**
     * Returns this number; an integer counts as one.
     *
     * @throws IllegalStateException if this is neither a float nor an integer
     */
    double number();

    /**
     * Returns this boolean.
     *
     * @throws IllegalStateException if this is no boolean
     */
    boolean flag();

    /**
     * Returns whether this value, or anything in it, was given on the command line rather than in a file.
     */
    boolean fromCommandLine();

    /**
     * Returns whether a variable refers to this value. Its key then needs to mean nothing else, so it is never reported
     * as unknown.
     */
    default boolean isVariable() {
        return false;
    }

    /** The sorts of value of the configuration language. */
    enum Kind {
        /** Keys with values. */
        MAP,
        /** Values in order. */
        ARRAY,
        /** Text. */
        STRING,
        /** A 64-bit integer. */
        INTEGER,
        /** A floating point number. */
        FLOAT,
        /** True or false. */
        BOOLEAN,
        /** A point in time, in UTC. */
        DATETIME
    }

    /**
     * A place in a configuration.
     *
     * @param source the file's name as given, or {@code "command line"}
     * @param line   the line, from 1; 0 for the command line
     * @param column the column as nats-server counts it: from 0 on the first line, from 1 on later ones
     */
    record Position(String source, int line, int column) {
        @Override
        public String toString() {
            return line == 0 ? source : source + ":" + line + ":" + column;
        }
    }
}
