/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import soma.plugin.transport.inprocess.InProcessClient;

/** A client of a {@link TestKernel}, which speaks the protocol by hand. Confined to the thread of the test. */
public final class TestConnection implements AutoCloseable {
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

    private final TestKernel kernel;
    private final InProcessClient client;

    TestConnection(TestKernel kernel, InProcessClient client) {
        this.kernel = kernel;
        this.client = client;
    }

    /** Sends CONNECT, which is not verbose and takes headers, with further fields, such as {@code "user":"a"}. */
    public TestConnection connect(String fields) {
        String more = fields.isEmpty() ? "" : "," + fields;
        return send("CONNECT {\"verbose\":false,\"headers\":true,\"protocol\":0" + more + "}\r\n");
    }

    /** Sends a text. */
    public TestConnection send(String text) {
        client.send(text);
        kernel.settle();
        return this;
    }

    /** Sends bytes. */
    public TestConnection send(byte[] bytes) {
        client.send(bytes);
        kernel.settle();
        return this;
    }

    /** Returns the text that has come since the last call, without waiting for any. */
    public String take() {
        kernel.settle();
        return client.take();
    }

    /** Takes one line of INFO, which must be all that has come, and returns it without the line end. */
    public String takeInfo() {
        String info = take();
        assertTrue(info.startsWith("INFO {") && info.indexOf("\r\n") == info.length() - 2, "no INFO: " + info);
        return info.strip();
    }

    /** Returns the nonce in a line of INFO; empty if there is none. */
    public static String nonceOf(String info) {
        Matcher nonce = NONCE.matcher(info);
        return nonce.find() ? nonce.group(1) : "";
    }

    /** Waits for as much text as that and checks that it is exactly that. */
    public TestConnection expect(String text) {
        awaitLength(text);
        assertEquals(text, take());
        return this;
    }

    /** Checks that the client is in: it is answered when it pings. What came before is forgotten. */
    public TestConnection expectIn() {
        send("PING\r\n");
        kernel.await("PONG", () -> client.received().endsWith("PONG\r\n") || client.isClosed());
        String got = take();
        assertTrue(got.endsWith("PONG\r\n"), "not let in, but told: " + got);
        return this;
    }

    /** Expects this text, the end of the connection, and that reason in monitoring. */
    public void expectEnd(String text, String reason) {
        awaitLength(text);
        kernel.await("the end of the connection", client::isClosed);
        assertEquals(text, take());
        kernel.settle();
        assertEquals(reason, kernel.lastClosed().reason());
    }

    /** Expects to be turned away as anyone is whose credentials will not do. */
    public void expectRefusal() {
        expectEnd(VIOLATION, "Authentication Failure");
    }

    private void awaitLength(String text) {
        kernel.await(
                "received: " + text.strip(), () -> client.received().length() >= text.length() || client.isClosed());
    }

    /** Returns whether the connection has ended. */
    public boolean isClosed() {
        kernel.settle();
        return client.isClosed();
    }

    /** Returns the client beneath, e.g. to stop reading. */
    public InProcessClient client() {
        return client;
    }

    /** Closes the connection. */
    @Override
    public void close() {
        client.close();
        kernel.settle();
    }
}
