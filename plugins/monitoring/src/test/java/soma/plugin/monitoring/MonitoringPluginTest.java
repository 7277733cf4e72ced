/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import soma.plugin.monitoring.MonitoringOptions.Login;
import soma.spi.plugin.ServerPlugin;
import soma.spi.report.ReportContributor;
import soma.spi.tck.plugin.PluginContract;
import soma.spi.tck.report.ReportContract;

class MonitoringPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new MonitoringPlugin();
    }

    @Test
    void optionsShowNoSecret() {
        assertEquals("Login[joe]", new Login("joe", "s3cret").toString());
    }

    @Nested
    class Varz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            RequestCounts counts = new RequestCounts();
            return new MonitoringVarz(MonitoringOptions.OFF, new Monitor(MonitoringOptions.OFF, counts), counts);
        }

        @Override
        protected List<String> fields() {
            return List.of("http_host", "http_port", "http_base_path", "https_port", "http_req_stats");
        }
    }
}
