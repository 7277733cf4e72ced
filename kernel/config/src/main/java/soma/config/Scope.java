/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode.Position;

/** The maps that are open where the parser stands, the innermost first: where variables are looked up. */
final class Scope {
    private final Deque<SequencedMap<String, ConfigValue>> open = new ArrayDeque<>();

    SequencedMap<String, ConfigValue> enter() {
        SequencedMap<String, ConfigValue> map = new LinkedHashMap<>();
        open.push(map);
        return map;
    }

    void leave() {
        open.pop();
    }

    /** Returns the value that a variable names, marked as referred to; null if no open map has it. */
    @Nullable
    ConfigValue refer(String name) {
        for (SequencedMap<String, ConfigValue> map : open) {
            ConfigValue found = map.get(name);
            if (found != null) {
                map.replace(name, found.asVariable());
                return found;
            }
        }
        return null;
    }

    /** Sets a key. The last of several wins and takes the last place, so that it also wins over an alias before it. */
    static void put(SequencedMap<String, ConfigValue> map, String key, Position at, ConfigValue value) {
        map.remove(key);
        map.put(key, value.under(at));
    }
}
