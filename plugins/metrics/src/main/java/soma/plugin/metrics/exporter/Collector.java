/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.List;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** Makes metrics of a monitoring document. Safe for any thread. */
public interface Collector {
    /** Returns the name under which it is configured: that of the exporter's flag. */
    String name();

    /** Returns what it may tell, but for metrics that are named after fields of the document. */
    List<Definition> definitions();

    /** Adds the metrics. What it throws costs its own metrics only. */
    void collect(Scrape scrape, Families families);
}
