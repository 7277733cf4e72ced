/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionOrderTest {
    @Test
    void fieldsOfConnectionsStandAsInNatsServerAndUnknownOnesLast() {
        Map<String, Object> connection = new LinkedHashMap<>();
        for (String field : List.of("own", "name_tag", "account", "jwt", "tls_version", "cid")) {
            connection.put(field, field);
        }
        Map<String, Object> connz = new LinkedHashMap<>(Map.of("connections", List.of(connection)));
        new ConnectionOrder().contribute(Map.of(), connz);
        Map<?, ?> ordered = (Map<?, ?>) ((List<?>) connz.get("connections")).getFirst();
        assertEquals(List.of("cid", "tls_version", "account", "jwt", "name_tag", "own"), List.copyOf(ordered.keySet()));
    }

    @Test
    void whatIsNotAConnectionIsLeftAlone() {
        Map<String, Object> none = new LinkedHashMap<>(Map.of("num_connections", 0));
        new ConnectionOrder().contribute(Map.of(), none);
        assertEquals(Map.of("num_connections", 0), none);
        Map<String, Object> odd = new LinkedHashMap<>(Map.of("connections", List.of("cid")));
        new ConnectionOrder().contribute(Map.of(), odd);
        assertEquals(List.of("cid"), odd.get("connections"));
    }
}
