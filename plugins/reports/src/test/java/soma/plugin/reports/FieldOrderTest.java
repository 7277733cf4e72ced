/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldOrderTest {
    private static final FieldOrder CONNECTIONS = FieldOrder.all().getLast();

    @Test
    void fieldsComeInTheOrderOfNatsServerAndOthersBehind() {
        Map<String, Object> varz = new LinkedHashMap<>();
        List.of("soma", "uptime", "https_port", "mine", "server_id").forEach(name -> varz.put(name, name));
        FieldOrder order = FieldOrder.all().getFirst();
        assertEquals("varz", order.document());
        order.contribute(Map.of(), varz);
        assertEquals(
                "{server_id=server_id, https_port=https_port, uptime=uptime, soma=soma, mine=mine}", varz.toString());
    }

    @Test
    void fieldsOfConnectionsStandAsInNatsServerAndUnknownOnesLast() {
        Map<String, Object> connection = new LinkedHashMap<>();
        for (String field : List.of("own", "name_tag", "account", "jwt", "tls_version", "cid")) {
            connection.put(field, field);
        }
        Map<String, Object> connz = new LinkedHashMap<>(Map.of("connections", List.of(connection)));
        CONNECTIONS.contribute(Map.of(), connz);
        Map<?, ?> ordered = (Map<?, ?>) ((List<?>) connz.get("connections")).getFirst();
        assertEquals(List.of("cid", "tls_version", "account", "jwt", "name_tag", "own"), List.copyOf(ordered.keySet()));
    }

    @Test
    void whatIsInOrderIsNotCopied() {
        Map<String, Object> inOrder = new LinkedHashMap<>();
        List.of("cid", "kind", "account", "own", "mine").forEach(field -> inOrder.put(field, field));
        Map<String, Object> connz = new LinkedHashMap<>(Map.of("connections", List.of(inOrder)));
        CONNECTIONS.contribute(Map.of(), connz);
        assertSame(inOrder, ((List<?>) connz.get("connections")).getFirst());
    }

    @Test
    void whatIsNotAConnectionIsLeftAlone() {
        Map<String, Object> none = new LinkedHashMap<>(Map.of("num_connections", 0));
        CONNECTIONS.contribute(Map.of(), none);
        assertEquals(Map.of("num_connections", 0), none);
        Map<String, Object> odd = new LinkedHashMap<>(Map.of("connections", List.of("cid")));
        CONNECTIONS.contribute(Map.of(), odd);
        assertEquals(List.of("cid"), odd.get("connections"));
    }
}
