/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import java.util.Map;
import java.util.TreeMap;

/** The switches of nats-server, which documents and events show whether the configuration names them or not. */
public final class FeatureFlags {
    /** What nats-server knows, and how it stands there unless the configuration says otherwise. */
    private static final Map<String, Boolean> KNOWN = Map.of(
            "js_ack_fc_v2", false,
            "js_api_reply_v2", false,
            "js_raft_delete_range", true,
            "js_snapshot_sources", false);

    private FeatureFlags() {}

    /** Returns all of them by name, the configured ones as they are configured. */
    public static Map<String, Object> withDefaults(Map<?, ?> configured) {
        Map<String, Object> flags = new TreeMap<>(KNOWN);
        configured.forEach((name, on) -> flags.put(String.valueOf(name), on));
        return flags;
    }
}
