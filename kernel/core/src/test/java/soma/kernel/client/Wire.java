/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import soma.plugin.transport.inprocess.InProcessClient;

/** A client of a {@link Scene}. */
final class Wire {
    private final Scene scene;
    private final InProcessClient client;

    Wire(Scene scene, InProcessClient client) {
        this.scene = scene;
        this.client = client;
    }

    Wire send(String text) {
        client.send(text);
        scene.settle();
        return this;
    }

    Wire send(byte[] bytes) {
        client.send(bytes);
        scene.settle();
        return this;
    }

    /** Returns what has come since the last call. */
    String take() {
        scene.settle();
        return client.take();
    }

    /** Expects exactly this since the last call. */
    Wire expect(String text) {
        assertEquals(text, take());
        return this;
    }

    /** Expects this, and then the end of the connection for that reason. */
    void expectEnd(String text, String reason) {
        expect(text);
        assertTrue(client.isClosed(), "the connection is open still");
        scene.assertLastClosed(reason);
    }

    /** Stops or resumes taking bytes. */
    Wire reading(boolean on) {
        client.reading(on);
        scene.settle();
        return this;
    }

    boolean isClosed() {
        scene.settle();
        return client.isClosed();
    }

    void close() {
        client.close();
        scene.settle();
    }
}
