/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
    @Test
    void isTheProviderThatSlf4jFinds(@TempDir Path directory) throws Exception {
        assertInstanceOf(LineLogger.class, LoggerFactory.getLogger(LogsTest.class));
        assertSame(LoggerFactory.getLogger("a"), LoggerFactory.getLogger("a"));
        Path file = directory.resolve("x.log");
        Logs.configure(LogOptions.defaults().to(new LogOptions.File(file, 0, 0)));
        LoggerFactory.getLogger("a").error(Logs.FATAL, "over");
        Logs.configure(LogOptions.defaults());
        String line = Files.readString(file);
        String expected = "\\[" + ProcessHandle.current().pid()
                + "] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\[FTL] over\n";
        assertTrue(line.matches(expected), line);
    }

    @Test
    void coloursLabelsForATerminal() {
        Line line = new Line();
        new Layout.Text(
                        new LogOptions(
                                new LogOptions.StandardError(true),
                                LogOptions.Format.TEXT,
                                false,
                                false,
                                false,
                                false,
                                false),
                        1,
                        true)
                .write(Instant.EPOCH, Label.INFO, "x", line);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(line.bytes(), 0, line.length());
        assertEquals("[1] [\u001b[32mINF\u001b[0m] x\n", text.toString(StandardCharsets.UTF_8));
    }
}
