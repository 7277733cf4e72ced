/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.server.Server;

/** Answers requests about claims, in the words that the tools of NATS expect. Safe for any thread. */
final class ClaimsReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimsReplies.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;
    private static final int FAILED = 500;

    private final Server server;
    private final SystemRequests system;
    private final AtomicLong sequence = new AtomicLong();

    ClaimsReplies(Server server, SystemRequests system) {
        this.server = server;
        this.system = system;
    }

    /** Says that something was done. */
    void done(String reply, String account, String message) {
        LOG.debug("{}{}", message, account.isEmpty() ? "" : " - " + account);
        Map<String, Object> data = new LinkedHashMap<>();
        if (!account.isEmpty()) {
            data.put("account", account);
        }
        data.put("code", OK);
        data.put("message", message);
        send(reply, "data", data);
    }

    /** Says that something was not done, and why. */
    void failed(String reply, String account, String message, String why) {
        String description = message + " - " + why;
        LOG.error("{}{} - {}", message, account.isEmpty() ? "" : " - " + account, why);
        Map<String, Object> error = new LinkedHashMap<>();
        if (!account.isEmpty()) {
            error.put("account", account);
        }
        error.put("code", FAILED);
        error.put("description", description);
        send(reply, "error", error);
    }

    /** Names accounts. */
    void list(String reply, List<String> accounts) {
        send(reply, "data", accounts);
    }

    private void send(String reply, String field, Object value) {
        if (reply.isEmpty()) {
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("server", about());
        answer.put(field, value);
        try {
            system.answer(reply, MAPPER.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can be written as JSON", e);
        }
    }

    private Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", server.name());
        about.put("host", host());
        about.put("id", server.id());
        about.put("ver", server.version().nats());
        about.put("jetstream", false);
        about.put("flags", 0);
        about.put("seq", sequence.incrementAndGet());
        about.put("time", server.clock().instant().toString());
        return about;
    }

    private String host() {
        return server.report("varz", Map.of()).get("host") instanceof String host ? host : "0.0.0.0";
    }
}
