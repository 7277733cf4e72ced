/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status  HTTP's status code
 * @param type    the content type
 * @param headers further headers by their names; length and type of the body are not among them
 * @param body    the bytes, as they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, from who makes it to who sends it
public record Answer(int status, String type, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Makes an answer whose headers stay as they are now. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** Makes an answer without further headers. */
    public Answer(int status, String type, byte[] body) {
        this(status, type, Map.of(), body);
    }

    /** Returns the same answer with one more header, or another value of one. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, more, body);
    }

    /** Returns JSON. */
    public static Answer json(byte[] body) {
        return new Answer(200, JSON, body);
    }

    /** Returns JSON with another status than 200. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, body);
    }

    /** Returns plain text. */
    public static Answer text(int status, String text) {
        return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a page. */
    public static Answer html(String page) {
        return new Answer(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
