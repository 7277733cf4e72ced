/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerProcess;

/**
 * Equality of records and comparators that the JDK composes are not kept in the AOT cache. The first of either costs each
 * start ten milliseconds, since the JVM loads its library for class files to make them, and all others one or two more.
 */
class StartTest {
    private static final String CAUSES = "-XX:+UnlockDiagnosticVMOptions -XX:LogClassLoadingCauseFor=Lambda"
            + " -Xlog:class+load,class+load+cause:file=causes.log:none:filesize=0";

    private static final String BEGIN = "Java stack when loading ";

    @Test
    void nothingThatTheCacheCannotKeepIsMadeOfOurs() throws IOException {
        try (ServerProcess server = ServerProcess.startWithJvmOptions(CAUSES)) {
            String log = Files.readString(server.folder().resolve("causes.log"));
            assertTrue(log.contains(BEGIN), () -> "the JVM's log is not what it was: " + log);
            List<String> made = Stream.of(log.split(BEGIN))
                    .filter(stack -> stack.contains("at soma."))
                    .filter(stack -> stack.contains("java.lang.runtime.ObjectMethods")
                            || stack.contains("at java.util.Comparator."))
                    .toList();
            assertEquals(List.of(), made);
        }
    }
}
