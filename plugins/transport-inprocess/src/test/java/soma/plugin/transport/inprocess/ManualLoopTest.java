/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.spi.transport.EventLoop.Timer;

final class ManualLoopTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<String> ran = new ArrayList<>();

    @Test
    void timersRunAtTheirTimeInOrder() {
        loop.schedule(() -> ran.add("c@" + loop.nanoTime()), 30);
        loop.schedule(() -> ran.add("a@" + loop.nanoTime()), 10);
        loop.schedule(() -> ran.add("b@" + loop.nanoTime()), 10);
        loop.schedule(() -> loop.schedule(() -> ran.add("d@" + loop.nanoTime()), 5), 10);
        loop.runUntilIdle();
        assertEquals(List.of(), ran);
        loop.advance(Duration.ofNanos(20));
        assertEquals(List.of("a@10", "b@10", "d@15"), ran);
        loop.advance(Duration.ofNanos(20));
        assertEquals(List.of("a@10", "b@10", "d@15", "c@30"), ran);
        assertEquals(40, loop.nanoTime());
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        Timer timer = loop.schedule(() -> ran.add("never"), 10);
        timer.cancel();
        timer.cancel();
        loop.advance(Duration.ofNanos(20));
        assertEquals(List.of(), ran);
    }

    @Test
    void theDriverIsInTheLoopWhileItDrives() {
        assertFalse(loop.inLoop());
        loop.execute(() -> ran.add("in loop: " + loop.inLoop()));
        loop.runUntilIdle();
        assertEquals(List.of("in loop: true"), ran);
        assertFalse(loop.inLoop());
    }

    @Test
    void whatATaskThrowsReachesTheTestAfterTheOthersRan() {
        loop.execute(() -> {
            throw new IllegalStateException("broken");
        });
        loop.execute(() -> ran.add("next"));
        assertThrows(IllegalStateException.class, loop::runUntilIdle);
        assertEquals(List.of("next"), ran);
        loop.runUntilIdle();
    }

    @Test
    void workThatNeverEndsIsAnError() {
        loop.execute(new Runnable() {
            @Override
            public void run() {
                loop.execute(this);
            }
        });
        var busy = assertThrows(IllegalStateException.class, loop::runUntilIdle);
        assertTrue(busy.getMessage().contains("1000000 turns"), busy.getMessage());
    }
}
