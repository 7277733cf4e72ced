/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.spi.memory.NativeMemory;

final class ProtocolContractTest {
    @Test
    void acceptsACorrectProtocolAndFreesAllMemory() {
        long before = NativeMemory.inUse();
        assertPasses(Right.class);
        assertEquals(before, NativeMemory.inUse());
    }

    @Test
    void findsAProtocolThatNeedsWholeLinesInOneRead() {
        assertFails(Hasty.class, "anySplitOfTheInputGivesTheSameAnswers", "randomPiecesGiveTheSameAnswers");
    }

    @Test
    void findsAProtocolThatEndures() {
        assertFails(Patient.class, "garbageClosesWithFewWords");
    }

    @Test
    void findsAProtocolThatThrowsOnGarbage() {
        assertFails(
                Throwing.class,
                "garbageClosesWithFewWords",
                "damagedConversationsNeitherHangNorThrow",
                "anySplitOfTheInputGivesTheSameAnswers",
                "randomPiecesGiveTheSameAnswers",
                "theInputMayEndAnywhere",
                "aSlowPeerIsNoFailure");
    }

    @Test
    void aScriptTellsWhereTheAnswerDiffers() {
        WireScript wrong = WireScript.on(EchoProtocol::new)
                .expect("{INFO}")
                .send("ECHO a\r\n")
                .expect("b\r\n");
        var failure = assertThrows(AssertionError.class, wrong::run);
        assertEquals("step 3 (in one piece): answered \"a\\r\\n\" (expected: \"b\\r\\n\")", failure.getMessage());
    }

    @Test
    void aScriptNoticesALinkThatStaysOpen() {
        WireScript open = WireScript.on(EchoProtocol::new).send("PING\r\n").expectClosed();
        var failure = assertThrows(AssertionError.class, open::run);
        assertTrue(failure.getMessage().contains("the link is open"), failure.getMessage());
    }

    static class Right extends ProtocolContract {
        @Override
        protected ProtocolFixture fixture() {
            return EchoProtocol::new;
        }

        @Override
        protected List<WireScript> scripts() {
            return List.of(
                    WireScript.on(fixture())
                            .expect("{INFO}")
                            .send("PING\r\nECHO one two\r\n")
                            .expect("PONG\r\none {any}\r\n")
                            .advance(Duration.ofSeconds(30))
                            .expect("TICK\r\n")
                            .send("ECHO \r\n")
                            .expect("\r\n"),
                    WireScript.on(fixture())
                            .expect("{INFO}")
                            .send("ECHO x\r\nWHAT\r\n")
                            .expect("x\r\n-ERR 'Unknown'\r\n")
                            .expectClosed());
        }
    }

    static class Hasty extends Right {
        @Override
        protected ProtocolFixture fixture() {
            return () -> new EchoProtocol() {
                @Override
                int take(EchoSession session, String text) {
                    super.take(session, text);
                    return text.length();
                }
            };
        }
    }

    static class Patient extends Right {
        @Override
        protected ProtocolFixture fixture() {
            return () -> new EchoProtocol() {
                @Override
                int take(EchoSession session, String text) {
                    return text.startsWith("\u0000") ? text.length() : super.take(session, text);
                }
            };
        }
    }

    static class Throwing extends Right {
        @Override
        protected ProtocolFixture fixture() {
            return () -> new EchoProtocol() {
                @Override
                void refuse(EchoSession session) {
                    throw new IllegalStateException("unknown verb");
                }
            };
        }
    }
}
