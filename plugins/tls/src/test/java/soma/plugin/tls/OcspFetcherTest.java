/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responders of every kind. */
final class OcspFetcherTest {
    private static final byte[] QUESTION = {1, 2, 3};
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OcspFetcher fetcher = new OcspFetcher();

    @AfterEach
    void close() {
        fetcher.close();
    }

    private String failure(TestResponder responder, Duration patience) {
        OcspException failure = assertThrows(
                OcspException.class, () -> fetcher.fetch(QUESTION, List.of(responder.address()), patience));
        assertEquals(OcspException.Why.UNREACHABLE, failure.why());
        return String.valueOf(failure.getMessage());
    }

    @Test
    void theFirstThatAnswersIsTaken() throws Exception {
        try (var good = new TestResponder();
                var bad = new TestResponder()) {
            good.with(QUESTION);
            List<String> both = List.of(bad.address(), good.address());
            assertArrayEquals(QUESTION, fetcher.fetch(QUESTION, both, PATIENCE));
            assertEquals(1, bad.asked());
            assertTrue(good.lastHead().startsWith("post / http/1.1\r\n"), good.lastHead());
            assertTrue(good.lastHead().contains("content-type: application/ocsp-request\r\n"), good.lastHead());
        }
    }

    @Test
    void statusesOtherThanGoodAreNoAnswer() throws Exception {
        try (var responder = new TestResponder()) {
            String told = failure(responder, PATIENCE);
            assertTrue(told.endsWith("non-ok http status: 500"), told);
            responder.failing(302, "Location: " + responder.address() + "elsewhere\r\n");
            assertTrue(failure(responder, PATIENCE).endsWith("non-ok http status: 302"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsSlowIsNotWaitedFor(boolean begins) throws Exception {
        try (var responder = new TestResponder().slowly(begins)) {
            String told = failure(responder, Duration.ofMillis(300));
            assertTrue(told.contains("no answer within 300 ms") || told.contains("timed out"), told);
        }
    }

    @Test
    void answersAreBounded() throws Exception {
        try (var responder = new TestResponder().with(new byte[OcspFetcher.MOST_BYTES])) {
            List<String> addresses = List.of(responder.address());
            assertEquals(OcspFetcher.MOST_BYTES, fetcher.fetch(QUESTION, addresses, PATIENCE).length);
            responder.with(new byte[OcspFetcher.MOST_BYTES + 1]);
            failure(responder, PATIENCE);
            responder.endlessly();
            failure(responder, PATIENCE);
        }
    }

    @Test
    void nobodyToAskIsAFailure() {
        OcspException failure = assertThrows(OcspException.class, () -> fetcher.fetch(QUESTION, List.of(), PATIENCE));
        assertEquals("no available ocsp servers", failure.getMessage());
    }

    @Test
    void nobodyIsAskedAfterTheEnd() throws Exception {
        try (var responder = new TestResponder().with(QUESTION)) {
            fetcher.close();
            assertTrue(failure(responder, PATIENCE).endsWith("the server stops"));
            assertEquals(0, responder.asked());
        }
    }
}
