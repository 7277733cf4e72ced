/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.PlainAuthRequest;

class ConnectionTypesTest {
    @Test
    void unknownNamesAreLeftOutUnlessThatLeavesNone() {
        assertEquals(
                Optional.of(new ConnectionTypes(Set.of("MQTT", "WEBSOCKET"))),
                ConnectionTypes.known(List.of("mqtt", "Websocket", "carrier pigeon")));
        assertEquals(Optional.empty(), ConnectionTypes.known(List.of("carrier pigeon")));
        assertEquals(Optional.empty(), ConnectionTypes.known(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ConnectionTypes(Set.of()));
    }

    @Test
    void permitsWhatItNames() {
        PlainAuthRequest standard = PlainAuthRequest.of(Map.of());
        ConnectionTypes types = new ConnectionTypes(Set.of("STANDARD", "MQTT"));
        assertTrue(types.permits(standard));
        assertTrue(types.permits(standard.over("mqtt")));
        assertFalse(types.permits(standard.over("MQTT_WS")));
        assertEquals("[MQTT, STANDARD]", types.toString());
    }
}
