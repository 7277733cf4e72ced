/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Metrics of the built image. nats-server has none: prometheus-nats-exporter makes them beside it. */
class MetricsTest {
    private static final String CONFIGURATION = """
            http_port: -1
            server_name: "a\\"b\\"\\\\c"
            metrics { server_id: name, collect: [varz, connz_detailed, subz, routez, healthz, accstatz], jsz: all }
            """;
    private static final String SERVER = "server_id=\"a\\\"b\\\"\\\\c\"";

    private static final String MEMBERS = "\"name\":\"x\\\\ \\\"y\\\"\\n\",\"verbose\":false";

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\\\\\"\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL
            + ")*)\\})? (NaN|[+-]Inf|-?[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?)");

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void theServerHasMetrics() {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server has no metrics");
    }

    private HttpResponse<String> get(ServerProcess server, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.monitorPort() + "/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Reads every line or fails; returns samples without their labels' order being of any matter to the tests here. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (String line : text.split("\n")) {
            Matcher head = HEAD.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (head.matches()) {
                if (head.group(1).equals("TYPE")) {
                    assertEquals(null, types.put(head.group(2), head.group(3)), line);
                    assertTrue(List.of("counter", "gauge", "untyped", "summary").contains(head.group(3)), line);
                }
            } else {
                assertTrue(sample.matches(), line);
                String name = sample.group(1);
                assertTrue(
                        types.containsKey(name) || types.containsKey(name.replaceAll("_(count|sum)$", "")),
                        "no type before: " + line);
                String key = sample.group(2) == null ? name : name + "{" + sample.group(2) + "}";
                assertEquals(
                        null, samples.put(key, Double.valueOf(sample.group(3).replace("Inf", "Infinity"))), line);
            }
        }
        return samples;
    }

    @Test
    void a_scrape_tells_what_the_server_does() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration(CONFIGURATION);
                WireClient client = WireClient.connect(server.port(), MEMBERS)) {
            client.send("SUB a 1\r\nPUB a 5\r\nhello\r\nPING\r\n");
            client.expect("MSG a 1 5\r\nhello\r\nPONG\r\n");
            HttpResponse<String> answer = get(server);
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("content-type").orElse(""));
            Map<String, Double> found = samples(answer.body());
            assertEquals(1, found.get("gnatsd_varz_connections{" + SERVER + "}"));
            assertEquals(5, found.get("gnatsd_varz_in_bytes{" + SERVER + "}"));
            assertEquals(1, found.get("gnatsd_connz_num_connections{" + SERVER + "}"));
            assertEquals(0, found.get("gnatsd_healthz_status{" + SERVER + "}"));
            assertTrue(found.get("process_resident_memory_bytes") > 10_000_000);
            assertTrue(found.keySet().stream().anyMatch(key -> key.startsWith("jvm_gc_collection_seconds_count{")));
            assertTrue(
                    found.keySet().stream().anyMatch(key -> key.contains("name=\"x\\\\ \\\"y\\\"\\n\"")),
                    "the client's name is escaped");
            List<String> down = new ArrayList<>();
            found.forEach((key, value) -> {
                if (key.startsWith("soma_metrics_source_up{") && value != 1) {
                    down.add(key);
                }
            });
            assertEquals(List.of(), down);
        }
    }

    @Test
    void open_metrics_is_given_to_who_asks() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration(CONFIGURATION)) {
            HttpResponse<String> answer = get(server, "Accept", "application/openmetrics-text;version=1.0.0");
            assertEquals(
                    "application/openmetrics-text; version=1.0.0; charset=utf-8",
                    answer.headers().firstValue("content-type").orElse(""));
            assertTrue(answer.body().endsWith("\n# EOF\n"));
        }
    }

    @Test
    void a_scrape_is_small_for_who_asks_for_that() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration(CONFIGURATION)) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.monitorPort() + "/metrics"))
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
            byte[] body = answer.body();
            try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(body.length < text.length() / 3, () -> body.length + " bytes of " + text.length());
                assertEquals(0, samples(text).get("gnatsd_healthz_status{" + SERVER + "}"));
            }
            assertEquals(
                    "", get(server).headers().firstValue("content-encoding").orElse(""));
        }
    }

    @Test
    void a_reload_changes_what_is_shown() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration("http_port: -1\n")) {
            assertFalse(get(server).body().contains("gnatsd_connz_"));
            Files.writeString(
                    server.folder().resolve("server.conf"), "http_port: -1\nmetrics { prefix: n, collect: connz }\n");
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            String text = get(server).body();
            assertTrue(text.contains("\nn_connz_num_connections{"), text);
            assertFalse(text.contains("gnatsd_"), text);
        }
    }
}
