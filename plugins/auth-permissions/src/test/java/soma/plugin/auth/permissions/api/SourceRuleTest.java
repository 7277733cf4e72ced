/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRuleTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.7:4222, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.9/24, 192.0.2.7, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7/32, 192.0.2.7:1, true",
        "192.0.2.7/32, 192.0.2.6:1, false",
        "0.0.0.0/0, 203.0.113.1:1, true",
        "0.0.0.0/0, [2001:db8::1]:1, false",
        "::/0, 192.0.2.7:1, false",
        "::/0, [::ffff:192.0.2.7]:1, false",
        "::/0, [2001:db8::1]:1, true",
        "2001:db8::/32, [2001:db8:1::1]:4222, true",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, [2001:db9::1]:4222, false",
        "2001:db8::/32, [2001:db8::1%eth0]:4222, true",
        "192.0.2.0/24, [::ffff:192.0.2.7]:4222, true",
        "192.0.2.0/24, ::ffff:c000:0207, true",
        "192.0.2.0/24, [::ffff:192.0.3.7]:4222, false",
        "::ffff:192.0.2.0/120, 192.0.2.7:4222, true",
        "::ffff:192.0.2.0/120, 192.0.3.7:4222, false",
        "::ffff:192.0.2.0/95, 192.0.2.7:4222, false",
        "::ffff:0:0/96, 192.0.2.7:4222, true",
        "127.0.0.0/8, inproc:1, false",
        "127.0.0.0/8, localhost:1, false",
        "127.0.0.0/8, 2130706433, false",
        "127.0.0.0/8, 127.1, false",
        "127.0.0.0/8, '', false",
        "127.0.0.0/8, ':', false",
        "127.0.0.0/8, '[', false",
        "127.0.0.0/8, '[]:1', false"
    })
    void permitsWhoComesFromThere(String network, String address, boolean permitted) {
        assertEquals(permitted, SourceRule.of(List.of(network)).permits(address));
    }

    @Test
    void oneOfManyIsEnough() {
        SourceRule rule = SourceRule.of(List.of("192.0.2.0/24", "198.51.100.0/24"));
        assertEquals(true, rule.permits("198.51.100.3:1"));
        assertEquals(false, rule.permits("203.0.113.3:1"));
        assertEquals("192.0.2.0/24, 198.51.100.0/24", rule.toString());
        assertEquals(rule, SourceRule.of(List.of("192.0.2.77/24", "::ffff:198.51.100.0/120")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.0",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2/24",
                "192.0.2.0/24/2",
                "/24",
                "2001:db8::/129",
                "host/24",
                "192.0.2.256/24",
                "192.0.2.0/2 4",
                "192.0.2.00x/24",
                "::1::/64",
                "1:2/9999"
            })
    void namesANetworkThatIsNone(String network) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> SourceRule.of(List.of(network)));
        assertEquals(
                "invalid network \"" + network + "\" (expected: an address and a number of bits, such as 192.0.2.0/24)",
                wrong.getMessage());
    }

    @Test
    void noNetworksAreNoRule() {
        assertThrows(IllegalArgumentException.class, () -> SourceRule.of(List.of()));
    }
}
