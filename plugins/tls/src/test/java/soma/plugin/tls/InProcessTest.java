/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Clients in the same JVM: they need no TLS, whatever the configuration demands of others. */
final class InProcessTest {
    @Test
    void clientsInTheSameJvmStayInTheClear() {
        String text = "tls {\n" + Certs.pair("server") + "verify_and_map: true\nhandshake_first: true\n}\n";
        try (TestKernel kernel =
                TestKernel.with(new TlsPlugin()).configuration(text).start()) {
            TestConnection client = kernel.open();
            String info = client.takeInfo();
            assertTrue(info.contains("\"tls_available\":true") && !info.contains("tls_required"), info);
            client.send("CONNECT {\"verbose\":false}\r\nPING\r\n").expect("PONG\r\n");
        }
    }
}
