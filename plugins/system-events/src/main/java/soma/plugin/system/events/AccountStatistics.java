/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import soma.spi.server.Server;

/** The traffic of accounts, taken from the document that tells of it. Runs on workers. */
final class AccountStatistics {
    private final Server server;

    AccountStatistics(Server server) {
        this.server = server;
    }

    /** Returns the document with those accounts only that pass. */
    Map<String, Object> document(Predicate<String> accounts, boolean withUnused) {
        Map<String, Object> document = server.report("accstatz", withUnused ? Map.of("unused", "true") : Map.of());
        List<Object> passed = new ArrayList<>();
        for (Map<?, ?> one : entries(document)) {
            if (accounts.test(String.valueOf(one.get("acc")))) {
                passed.add(one);
            }
        }
        document.put("account_statz", passed);
        return document;
    }

    /** Returns the numbers of one account. */
    Optional<Map<?, ?>> of(String account) {
        return entries(server.report("accstatz", Map.of("unused", "true"))).stream()
                .filter(one -> account.equals(one.get("acc")))
                .findFirst();
    }

    private static List<Map<?, ?>> entries(Map<String, Object> document) {
        List<Map<?, ?>> entries = new ArrayList<>();
        if (document.get("account_statz") instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> one) {
                    entries.add(one);
                }
            }
        }
        return entries;
    }
}
