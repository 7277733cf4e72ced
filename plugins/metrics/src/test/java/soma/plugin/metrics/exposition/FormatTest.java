/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "Application/OpenMetrics-Text; Version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,*/*;q=0.2",
            })
    void whoPrefersOpenMetricsGetsIt(String accept) {
        assertEquals(Format.OPEN_METRICS, Format.preferred(accept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/openmetrics-text;q=0.2,text/plain;q=0.9",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=NaN",
                "application/openmetrics-text;q=-1",
                "application/openmetrics-text;version=9.0.0",
                ",,;;=;q=x,application/openmetrics-text;q=",
            })
    void allOthersGetText(String accept) {
        assertEquals(Format.TEXT, Format.preferred(accept));
    }

    @Test
    void anEndlessHeaderIsNotRead() {
        assertEquals(Format.TEXT, Format.preferred("a/b,".repeat(2_000) + "application/openmetrics-text"));
    }
}
