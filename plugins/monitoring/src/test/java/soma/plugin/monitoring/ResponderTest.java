/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.plugin.monitoring.api.Answer;
import soma.plugin.monitoring.api.Page;
import soma.spi.report.ReportContributor;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.RecordedContributions;

class ResponderTest {
    private final RecordedContributions contributions = new RecordedContributions();
    private final RequestCounts counts = new RequestCounts();

    private Answer ask(String path, String... query) {
        Map<String, String> parameters = query.length == 0 ? Map.of() : Map.of(query[0], query[1]);
        return new Responder(new PlainServer(contributions), "/base", counts)
                .answer("/base" + path, parameters, Map.of("accept", "x"));
    }

    private static String body(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private void document(String name, Runnable effect) {
        contributions.add(ReportContributor.POINT, new ReportContributor() {
            @Override
            public String document() {
                return name;
            }

            @Override
            public int order() {
                return 0;
            }

            @Override
            public void contribute(Map<String, String> query, Map<String, Object> filled) {
                effect.run();
                filled.putAll(query);
            }
        });
    }

    @Test
    void pagesOfPluginsAreFoundByName() {
        contributions.add(Page.POINT, "own", (query, headers) -> Answer.text(200, query + " " + headers));
        assertEquals("{a=b} {accept=x}", body(ask("/own", "a", "b")));
        assertEquals(404, ask("/own/").status());
        assertEquals(404, ask("own").status());
        assertEquals("404 page not found\n", body(ask("/other")));
        assertEquals(Map.of("X-Content-Type-Options", "nosniff"), ask("/other").headers());
    }

    @Test
    void whatFailsCostsItsAnswerOnly() {
        contributions.add(Page.POINT, "broken", (query, headers) -> {
            throw new IllegalStateException("secret");
        });
        document("varz", () -> {});
        for (int i = 0; i < 20; i++) {
            Answer failed = ask("/broken");
            assertEquals(500, failed.status());
            assertFalse(body(failed).contains("secret"));
        }
        assertEquals(200, ask("/varz").status());
    }

    @Test
    void theRootIsTheBasePathItself() {
        assertEquals(200, ask("").status());
        assertEquals(404, ask("/").status());
    }

    @Test
    void aBadParameterIsTheAnswer() {
        document("connz", () -> {
            throw new IllegalArgumentException("invalid sorting option: x");
        });
        Answer refused = ask("/connz", "sort", "x");
        assertEquals(400, refused.status());
        assertEquals("invalid sorting option: x", body(refused));
    }

    @Test
    void theFilterOfRequestsOverNatsIsNoneHere() {
        document("connz", () -> {});
        assertEquals("{}", body(ask("/connz", "filter_subject", "foo")));
        assertTrue(body(ask("/connz", "user", "joe")).contains("joe"));
    }

    @Test
    void healthIsTheStatusOfTheAnswer() {
        contributions.add(ReportContributor.POINT, new Unhealthy());
        Answer health = ask("/healthz");
        assertEquals(503, health.status());
        assertEquals("{\"error\":\"down\"}", body(health));
    }

    private record Unhealthy() implements ReportContributor {
        @Override
        public String document() {
            return "healthz";
        }

        @Override
        public int order() {
            return 0;
        }

        @Override
        public void contribute(Map<String, String> query, Map<String, Object> document) {
            document.put("status_code", 503);
            document.put("error", "down");
        }
    }

    @Test
    void requestsAreCountedByPathUnlessTheyAreNot() {
        document("subsz", () -> {});
        ask("");
        ask("/subsz");
        ask("/subscriptionsz");
        ask("/stacksz");
        ask("/nothing");
        assertEquals("{/=1, /subsz=2}", counts.all().toString());
    }
}
