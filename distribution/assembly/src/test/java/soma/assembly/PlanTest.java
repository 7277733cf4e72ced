/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String[] LEAST = {
        "--output", "o", "--archive", "a.tar.gz", "--module-path", "m", "--script", "s.sh"
    };

    private static Plan plan(String... more) throws AssemblyException {
        String[] all = java.util.Arrays.copyOf(LEAST, LEAST.length + more.length);
        System.arraycopy(more, 0, all, LEAST.length, more.length);
        return Plan.of(all);
    }

    @Test
    void readsWhatIsGiven() throws AssemblyException {
        Plan plan = plan(
                "--add-modules",
                "a, b",
                "--add-modules",
                "c",
                "--value",
                "jvm.options=-Xmx1m\n   -Xms1m",
                "--command",
                "x",
                "--file",
                "LICENSE=/l",
                "--train",
                "false");
        assertEquals(Path.of("o"), plan.output());
        assertEquals(List.of("a", "b", "c"), plan.modules());
        assertEquals(Map.of("jvm.options", "-Xmx1m -Xms1m"), plan.values());
        assertEquals(List.of("x"), plan.commands());
        assertEquals(Map.of("LICENSE", Path.of("/l")), plan.files());
        assertFalse(plan.trained());
    }

    @Test
    void trainsUnlessToldNotTo() throws AssemblyException {
        assertTrue(plan().trained());
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertMessage("unknown option '--x'", "--x", "1");
        assertMessage("option --train needs a value", "--train");
        assertMessage("option --output is given 2 times", "--output", "p");
        assertMessage("option --value has 'x' (expected: name=value)", "--value", "x");
    }

    private static void assertMessage(String expected, String... more) {
        String message = assertThrows(AssemblyException.class, () -> plan(more)).getMessage();
        assertTrue(message.startsWith(expected), message);
    }
}
