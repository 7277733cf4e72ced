/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.monitoring.api.Answer;
import soma.plugin.monitoring.api.Page;
import soma.plugin.reports.api.Json;
import soma.spi.server.Server;

/** Answers requests by path. Called on workers. Safe for any thread. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final Set<String> DOCUMENTS =
            Set.of("varz", "connz", "routez", "gatewayz", "leafz", "subsz", "accountz", "accstatz", "jsz");
    /** So many documents are made at a time; who asks for more waits, and clients of the server do not notice. */
    private static final int AT_A_TIME = 4;

    /** The type that Go's library sends, and not for pages of other origins. */
    private static final String EXPVAR = "application/json; charset=utf-8";

    private static final int USUAL_INDENT = 2;
    private static final int WIDE_INDENT = 3;

    private final Server server;
    private final String basePath;
    private final RequestCounts counts;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    Responder(Server server, String basePath, RequestCounts counts) {
        this.server = server;
        this.basePath = basePath;
        this.counts = counts;
    }

    /** Answers; what goes wrong inside costs this answer only. */
    Answer answer(String path, Map<String, String> query, Map<String, String> headers) {
        String rest = path.startsWith(basePath) ? path.substring(basePath.length()) : "?";
        String inner = rest.isEmpty() ? "/" : rest;
        if (!inner.startsWith("/") || (!basePath.isEmpty() && rest.equals("/"))) {
            return notFound();
        }
        counts.count(inner);
        turns.acquireUninterruptibly();
        try {
            return page(inner, query, headers);
        } catch (IllegalArgumentException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Monitoring failed to answer {}", inner, e);
            return Answer.text(500, "internal error");
        } finally {
            turns.release();
        }
    }

    private Answer page(String path, Map<String, String> query, Map<String, String> headers) {
        return switch (path) {
            case "/" -> Answer.html(FrontPage.of(server, basePath));
            case "/healthz" -> health(query);
            case "/stacksz" -> Answer.json(ProcessPages.stacks().getBytes(StandardCharsets.UTF_8));
            case "/debug/vars" -> new Answer(200, EXPVAR, Json.write(ProcessPages.variables(), USUAL_INDENT));
            case "/ipqueuesz" -> Answer.json(Json.write(server.report("ipqueuesz", query), WIDE_INDENT));
            case "/raftz" -> raft(query);
            case "/connz" -> document("connz", without("filter_subject", query));
            case "/subscriptionsz" -> document("subsz", query);
            default -> {
                String name = path.substring(1);
                yield DOCUMENTS.contains(name) ? document(name, query) : pageOfPlugin(name, query, headers);
            }
        };
    }

    private Answer pageOfPlugin(String name, Map<String, String> query, Map<String, String> headers) {
        Page page = server.named(Page.POINT).get(name);
        return page == null ? notFound() : page.answer(query, headers);
    }

    private Answer document(String name, Map<String, String> query) {
        return Answer.json(Json.write(server.report(name, query), USUAL_INDENT));
    }

    private Answer raft(Map<String, String> query) {
        Map<String, Object> groups = server.report("raftz", query);
        return groups.isEmpty()
                ? Answer.text(404, "No Raft nodes registered")
                : Answer.json(Json.write(groups, WIDE_INDENT));
    }

    private Answer health(Map<String, String> query) {
        Map<String, Object> health = new LinkedHashMap<>(server.report("healthz", query));
        Object code = health.remove("status_code");
        int status = code instanceof Integer number ? number : 200;
        if (status != 200) {
            Object error = health.get("error");
            if (error == null) {
                LOG.warn("Healthcheck failed: {} errors", health.get("errors") instanceof List<?> all ? all.size() : 0);
            } else {
                LOG.warn("Healthcheck failed: {}", quoted(error));
            }
        }
        return Answer.json(status, Json.write(health, 0));
    }

    private static String quoted(Object error) {
        return '"' + String.valueOf(error).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Leaves out a parameter that only requests over NATS have. */
    private static Map<String, String> without(String name, Map<String, String> query) {
        Map<String, String> rest = new LinkedHashMap<>(query);
        rest.remove(name);
        return rest;
    }

    private static Answer notFound() {
        return Answer.text(404, "404 page not found\n").with("X-Content-Type-Options", "nosniff");
    }
}
