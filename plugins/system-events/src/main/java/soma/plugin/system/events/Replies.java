/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.reports.api.AboutServer;
import soma.plugin.reports.api.Encoding;
import soma.plugin.reports.api.Json;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.HeldMessage;
import soma.spi.message.MessageBuffer;

/** Answers to requests, in their envelope. Safe for any thread. */
final class Replies {
    static final int BAD_REQUEST = 400;
    static final int FAILED = 500;

    private static final byte[] NO_HEADERS = {};
    private static final byte[] ACCEPTED = "Accept-Encoding".getBytes(StandardCharsets.US_ASCII);

    private final AboutServer about;

    /** Where an answer goes: the space of whoever asked. */
    @FunctionalInterface
    interface Way {
        void send(String subject, byte[] headers, byte[] payload);
    }

    Replies(AboutServer about) {
        this.about = about;
    }

    /** Answers with a document. */
    void data(Way way, HeldMessage request, @Nullable Object document) {
        Map<String, Object> answer = envelope();
        if (document != null) {
            answer.put("data", document);
        }
        Encoding encoding = encodingOf(request);
        way.send(request.reply(), encoding.headers(), encoding.encode(Json.write(answer, 0)));
    }

    /** Returns how a request wants its answer encoded. */
    static Encoding encodingOf(HeldMessage request) {
        return Encoding.accepted(header(request));
    }

    private static String header(HeldMessage request) {
        if (request.headers().length == 0) {
            return "";
        }
        try (MessageBuffer buffer = new MessageBuffer()) {
            ByteView value = new ByteView();
            return Headers.find(buffer.set(request).headers(), ACCEPTED, value) ? value.toString() : "";
        }
    }

    /** Answers that the body of the request is wrong. */
    void badRequest(Way way, HeldMessage request, BadBodyException why) {
        Map<String, Object> answer = envelope();
        answer.put("error", error(BAD_REQUEST, String.valueOf(why.getMessage())));
        send(way, request, answer);
    }

    /** Answers that there is no document, and why. */
    void noData(Way way, HeldMessage request, String why) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(envelope());
        answer.put("data", null);
        answer.put("error", error(FAILED, why));
        send(way, request, answer);
    }

    /** Answers that something was not done, and why. */
    void failed(Way way, HeldMessage request, String why) {
        Map<String, Object> answer = envelope();
        answer.put("error", error(FAILED, why));
        send(way, request, answer);
    }

    /** Answers with the code of an error only. */
    void refused(Way way, HeldMessage request) {
        Map<String, Object> answer = envelope();
        answer.put("error", Map.of("code", BAD_REQUEST));
        send(way, request, answer);
    }

    Map<String, Object> envelope() {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("server", about.next());
        return envelope;
    }

    private static Map<String, Object> error(int code, String description) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("description", description);
        return error;
    }

    /** Answers without an envelope, and as it is, whatever encoding is asked for; so does nats-server. */
    void send(Way way, HeldMessage request, Object document) {
        way.send(request.reply(), NO_HEADERS, Json.write(document, 0));
    }
}
