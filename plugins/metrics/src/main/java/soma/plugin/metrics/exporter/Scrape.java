/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** One collection: each document is asked for once. Confined to one thread. */
public final class Scrape {
    private final BiFunction<String, Map<String, String>, Map<String, Object>> reports;
    private final String prefix;
    private final String serverId;
    private final Map<Question, Map<String, Object>> answers = new HashMap<>();

    private record Question(String document, Map<String, String> query) {}

    /**
     * Begins a collection.
     *
     * @param reports  fills a document
     * @param prefix   what the names begin with; empty for that of the exporter
     * @param serverId the value of the label {@code server_id}
     */
    public Scrape(
            BiFunction<String, Map<String, String>, Map<String, Object>> reports, String prefix, String serverId) {
        this.reports = reports;
        this.prefix = prefix;
        this.serverId = serverId;
    }

    /** Returns what the names begin with; empty for that of the exporter. */
    public String prefix() {
        return prefix;
    }

    /** Returns the value of the label {@code server_id}. */
    public String serverId() {
        return serverId;
    }

    Fields document(String name, Map<String, String> query) {
        return new Fields(
                answers.computeIfAbsent(new Question(name, query), q -> reports.apply(q.document(), q.query())));
    }
}
