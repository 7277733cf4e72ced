/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Kind;

final class ExpositionTest {
    private final Families families = new Families();

    private String written(Format format) {
        return new String(Exposition.write(families, JvmMetrics.NONE, format).body(), StandardCharsets.UTF_8);
    }

    @Test
    void countersKeepTheirNames() {
        families.add("a_bytes", Kind.COUNTER, "a", List.of(), List.of(), 2);
        families.add("b_total", Kind.COUNTER, "b", List.of(), List.of(), 3);
        families.add("c_total", Kind.GAUGE, "c", List.of(), List.of(), 4);
        families.add("d_info", Kind.GAUGE, "d", List.of(), List.of(), 1);
        families.add("e", Kind.UNTYPED, "e", List.of(), List.of(), 5);
        assertEquals("""
                # HELP b_total b
                # TYPE b_total counter
                b_total 3.0
                # HELP c_total c
                # TYPE c_total gauge
                c_total 4.0
                # HELP d_info d
                # TYPE d_info gauge
                d_info 1.0
                # HELP e e
                # TYPE e untyped
                e 5.0
                # HELP a_bytes a
                # TYPE a_bytes counter
                a_bytes 2.0
                """, written(Format.TEXT));
        assertEquals("""
                # TYPE a_bytes unknown
                # HELP a_bytes a
                a_bytes 2.0
                # TYPE b counter
                # HELP b b
                b_total 3.0
                # TYPE c_total gauge
                # HELP c_total c
                c_total 4.0
                # TYPE d_info gauge
                # HELP d_info d
                d_info 1.0
                # TYPE e unknown
                # HELP e e
                e 5.0
                # EOF
                """, written(Format.OPEN_METRICS));
    }

    @Test
    void textOfOthersCannotBreakOut() {
        String hostile = "\"} 1\na_bytes{x=\"\\n\r\u2028";
        families.add("a_bytes", Kind.COUNTER, "help\n\\more", List.of("x"), List.of(hostile), 2);
        assertEquals(
                "# HELP a_bytes help\\n\\\\more\n# TYPE a_bytes counter\n"
                        + "a_bytes{x=\"\\\"} 1\\na_bytes{x=\\\"\\\\n\r\u2028\"} 2.0\n",
                written(Format.TEXT));
    }

    @Test
    void whatIsThereTwiceIsWrittenOnce() {
        families.add("a", Kind.GAUGE, "a", List.of("x"), List.of("1"), 1);
        families.add("a", Kind.GAUGE, "other", List.of("x"), List.of("1"), 2);
        families.add("a", Kind.COUNTER, "a", List.of("x"), List.of("2"), 3);
        assertEquals("# HELP a a\n# TYPE a gauge\na{x=\"1\"} 1.0\n", written(Format.TEXT));
    }

    @Test
    void oddNumbersAreWritten() {
        families.add("a", Kind.GAUGE, "a", List.of(), List.of(), Double.NaN);
        families.add("b", Kind.GAUGE, "b", List.of(), List.of(), Double.NEGATIVE_INFINITY);
        families.add("c", Kind.GAUGE, "c", List.of(), List.of(), 1e300);
        assertEquals(
                "# HELP a a\n# TYPE a gauge\na NaN\n# HELP b b\n# TYPE b gauge\nb -Inf\n"
                        + "# HELP c c\n# TYPE c gauge\nc 1.0E300\n",
                written(Format.TEXT));
    }
}
