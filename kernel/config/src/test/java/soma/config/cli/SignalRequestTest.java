/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.config.cli.SignalRequest.Command;
import soma.config.cli.SignalRequest.Target;

class SignalRequestTest {
    @ParameterizedTest
    @CsvSource({"quit,INT", "term,TERM", "stop,KILL", "reload,HUP", "reopen,USR1", "ldm,USR2"})
    void commandsNameSignals(String command, String signal) throws Exception {
        assertEquals(signal, SignalRequest.parse(command).command().signal());
    }

    @Test
    void targetIsTheOnlyServerAProcessSeveralOrAFile() throws Exception {
        assertEquals(new SignalRequest(Command.LDM, new Target.OnlyServer()), SignalRequest.parse("ldm"));
        assertEquals(new Target.OnlyServer(), SignalRequest.parse("ldm=").target());
        assertEquals(new Target.OneServer(123), SignalRequest.parse("ldm=123").target());
        assertEquals(new Target.Servers("12"), SignalRequest.parse("ldm=12*").target());
        assertEquals(new Target.Servers(""), SignalRequest.parse("ldm=*").target());
        assertEquals(
                new Target.PidFile("/run/x.pid"),
                SignalRequest.parse("ldm=/run/x.pid").target());
        assertEquals(new Target.PidFile("a*"), SignalRequest.parse("ldm=a*").target());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    foo         | unknown signal "foo" (expected: one of quit, term, stop, reload, reopen, ldm)
                    RELOAD      | unknown signal "RELOAD" (expected: one of quit, term, stop, reload, reopen, ldm)
                    reload=1=2=3 | invalid signal parameters: [2 3]
                    """)
    void otherArgumentsAreRefused(String text, String expected) {
        CommandLineException thrown = assertThrows(CommandLineException.class, () -> SignalRequest.parse(text));
        assertEquals(expected, thrown.getMessage());
        assertEquals(1, thrown.exitStatus());
    }

    @Test
    void pidFileMayEndWithALineFeed() throws Exception {
        assertEquals(42, new Target.PidFile("f").pid("42\n"));
        CommandLineException thrown =
                assertThrows(CommandLineException.class, () -> new Target.PidFile("f").pid("x\n"));
        assertEquals("invalid pid: x", thrown.getMessage());
        assertEquals("invalid pid: f", new Target.PidFile("f").missing().getMessage());
    }
}
