/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

final class TransportOptionsTest extends ConfigSectionContract<TransportOptions> {
    @Override
    protected ConfigSection<TransportOptions> section() {
        return TransportOptions.SECTION;
    }

    @Override
    protected TransportOptions defaults() {
        return TransportOptions.defaults();
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of("transport", Map.of("type", "nio", "loops", 3L, "read_buffer", 65536L));
    }

    @Override
    protected TransportOptions full() {
        return new TransportOptions(IoModel.NIO, 3, 65536);
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        var problems = new RecordedProblems();
        var root = ConfigNodes.map("transport", Map.of("type", "kqueue", "loops", 0L, "read_buffer", 1L));

        section().binder().bind(new ConfigReader(root, problems));

        assertEquals(3, problems.errors().size(), () -> problems.errors().toString());
    }
}
