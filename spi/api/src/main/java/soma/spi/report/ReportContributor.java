/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import java.util.Map;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Fills part or all of a monitoring document such as {@code varz}. Served over HTTP and as system events alike. If it
 * throws, its part is replaced by an {@code error} field and the failure is logged.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface ReportContributor {
    /** Where contributors are contributed. */
    ExtensionPoint<ReportContributor> POINT = ExtensionPoint.many("report", ReportContributor.class);

    /** Returns the document this adds to, without a slash. */
    String document();

    /** Returns the place among the contributors to the same document; fields keep that order. */
    int order();

    /**
     * Adds fields: strings, numbers, booleans, lists and maps of these; null where nats-server has it.
     *
     * @throws IllegalArgumentException if a parameter of the query is invalid; its message is the answer for whoever asked
     */
    void contribute(Map<String, String> query, Map<String, Object> document);
}
