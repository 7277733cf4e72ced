/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a token says that was found to be in order.
 *
 * @param expires when it ends
 * @param all     everything, as in JSON
 */
record Claims(Instant expires, Map<String, Object> all) {
    /** Returns the text at a path such as {@code org.name}; empty if there is none. */
    String text(String path) {
        return at(path) instanceof String text ? text : "";
    }

    /** Returns the texts at a path: those of a list, or the words of a text, as scopes are written. */
    List<String> texts(String path) {
        return switch (at(path)) {
            case String words -> List.of(words.strip().split("\\s+"));
            case Collection<?> many ->
                many.stream().filter(Objects::nonNull).map(Object::toString).toList();
            case null, default -> List.of();
        };
    }

    /** A claim may have dots in its name, as those that are addresses do, so the whole path is tried first. */
    private @Nullable Object at(String path) {
        Object whole = all.get(path);
        if (whole != null || path.indexOf('.') < 0) {
            return whole;
        }
        Object at = all;
        for (String step : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
