/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryStringTest {
    @Test
    void theFirstOfTwoCounts() {
        assertEquals(Map.of("a", "1", "b", ""), QueryString.parse("a=1&a=2&b&&=x"));
        assertEquals(Map.of(), QueryString.parse(null));
    }

    @Test
    void escapesAreReadAndBrokenOnesLeaveTheParameterOut() {
        assertEquals(Map.of("acc", "a b>"), QueryString.parse("acc=a+b%3E&x=%zz&%=1&y=1;z=2"));
    }
}
