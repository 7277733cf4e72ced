/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.permissions.PermissionsPlugin;
import soma.spi.plugin.ServerPlugin;

/** A kernel with accounts and tracing. Users have the password {@code p}. */
final class TracedKernel implements AutoCloseable {
    static final String TO_T = "Nats-Trace-Dest: t";
    static final String ONLY = "Nats-Trace-Only: true";

    private static final String TIME = "\"ts\":\"2026-01-01T00:00:00Z\",";

    private final TestKernel kernel;

    TracedKernel(String configuration) {
        List<ServerPlugin> plugins =
                new ArrayList<>(Plugins.installed("auth-users", "subject-mapping", "reports", "accounts"));
        plugins.add(new BasicAuthPlugin());
        plugins.add(new PermissionsPlugin());
        plugins.add(new MessageTracePlugin());
        kernel = TestKernel.with(plugins).configuration(configuration).start();
    }

    TestKernel kernel() {
        return kernel;
    }

    TestConnection as(String user, String more, String... subjects) {
        TestConnection client =
                kernel.connect("\"no_responders\":true,\"user\":\"" + user + "\",\"pass\":\"p\"" + more);
        for (int i = 0; i < subjects.length; i++) {
            client.send("SUB " + subjects[i] + " " + (i + 1) + "\r\n");
        }
        return client.expectIn();
    }

    static String block(String... headers) {
        return "NATS/1.0\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n";
    }

    /** Returns the bytes of a message with one byte of payload. */
    static String hpub(String subjects, String... headers) {
        String block = block(headers);
        return "HPUB " + subjects + " " + block.length() + " " + (block.length() + 1) + "\r\n" + block + "x\r\n";
    }

    /** Returns what a subscriber gets of such a message. */
    static String hmsg(String subjects, String... headers) {
        return hpub(subjects, headers).replaceFirst("HPUB", "HMSG");
    }

    /** Waits for one message, and returns it whole. */
    String next(TestConnection client) {
        kernel.await("a trace", () -> client.client().received().endsWith("\r\n"));
        return client.take();
    }

    /** Waits for one trace, and returns its events without their times, which must be now. */
    String events(TestConnection client) {
        String trace = next(client);
        int from = trace.indexOf("\"events\":[") + "\"events\":[".length();
        return trace.substring(from, trace.lastIndexOf("]}")).replace(TIME, "");
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
