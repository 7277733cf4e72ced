/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The configuration keys of monitoring. */
final class MonitoringKeys {
    static final ConfigKey HTTP = ConfigKey.of(
            "http", "host:port or port", "", Reload.NO, "Where to serve monitoring over HTTP; port -1 for any.");
    static final ConfigKey HTTPS = ConfigKey.of(
            "https", "host:port or port", "", Reload.NO, "The same over TLS, with the certificate of `tls`.");
    static final ConfigKey HTTP_PORT = ConfigKey.of(
                    "http_port", "integer", "", Reload.NO, "The port alone; the host is that of clients.")
            .alias("monitor_port");
    static final ConfigKey HTTPS_PORT =
            ConfigKey.of("https_port", "integer", "", Reload.NO, "The port over TLS alone.");
    static final ConfigKey HTTP_BASE_PATH =
            ConfigKey.of("http_base_path", "text", "", Reload.NO, "What all paths begin with, as in /nats/varz.");
    static final ConfigKey MONITORING = ConfigKey.of(
            "monitoring",
            "block",
            "",
            Reload.NO,
            "`user` and `password`: who may ask, by HTTP's basic authentication; everybody if left out.");
    static final ConfigKey USER = ConfigKey.of("user", "text", "", Reload.NO, "The name.");
    static final ConfigKey PASSWORD =
            ConfigKey.of("password", "text", "", Reload.NO, "The password.").alias("pass");

    static final List<ConfigKey> ALL = List.of(HTTP, HTTPS, HTTP_PORT, HTTPS_PORT, HTTP_BASE_PATH, MONITORING);

    private MonitoringKeys() {}
}
