/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigNode.Position;

class ProblemListTest {
    private final ProblemList problems = new ProblemList();

    @Test
    void warningsComeFirstOneLineEach() {
        problems.error(new Position("a.conf", 1, 0), "unknown field \"prt\"");
        problems.warning(new Position("a.conf", 2, 3), "old");
        problems.error(new Position("command line -p", 0, 0), "bad");
        assertEquals("a.conf:2:3: old\na.conf:1:0: unknown field \"prt\"\ncommand line -p: bad\n", problems.render());
    }

    @Test
    void onlyErrorsAreThrown() throws Exception {
        problems.warning(new Position("a.conf", 2, 3), "old");
        problems.throwIfErrors();
        problems.error(new Position("a.conf", 1, 0), "bad");
        ConfigException thrown = assertThrows(ConfigException.class, problems::throwIfErrors);
        assertEquals("a.conf:2:3: old\na.conf:1:0: bad", thrown.getMessage());
        assertEquals(2, thrown.problems().size());
    }
}
