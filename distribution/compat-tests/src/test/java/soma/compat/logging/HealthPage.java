/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The page of a server's monitor that load balancers ask. */
final class HealthPage {
    private HealthPage() {}

    /** Returns the status with which {@code /healthz} answers. */
    static int status(int port) {
        try {
            var page = URI.create("http://127.0.0.1:" + port + "/healthz").toURL();
            HttpURLConnection connection = (HttpURLConnection) page.openConnection();
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
