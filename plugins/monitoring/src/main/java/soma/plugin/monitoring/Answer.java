/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.nio.charset.StandardCharsets;

/**
 * What is sent back.
 *
 * @param status HTTP's status code
 * @param type   the content type
 * @param body   the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, from who makes it to who sends it
record Answer(int status, String type, byte[] body) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer json(byte[] body) {
        return new Answer(200, JSON, body);
    }

    static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, body);
    }

    static Answer text(int status, String text) {
        return new Answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer html(String page) {
        return new Answer(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
