/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each document was asked for. Safe for any thread. */
final class RequestCounts {
    /** The paths that are counted, without base path, as nats-server lists them. */
    private static final List<String> COUNTED = List.of(
            "/",
            "/accountz",
            "/accstatz",
            "/connz",
            "/gatewayz",
            "/healthz",
            "/jsz",
            "/leafz",
            "/routez",
            "/subsz",
            "/varz");

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String path) {
        String counted = path.equals("/subscriptionsz") ? "/subsz" : path;
        if (COUNTED.contains(counted)) {
            counts.computeIfAbsent(counted, _ -> new LongAdder()).increment();
        }
    }

    Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>();
        for (String path : COUNTED) {
            LongAdder count = counts.get(path);
            if (count != null) {
                all.put(path, count.sum());
            }
        }
        return all;
    }
}
