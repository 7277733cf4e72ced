/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring.api;

import java.util.Map;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * A page of another plugin on the monitoring port, contributed under its path below the base path, such as {@code metrics}.
 * What it throws costs this answer only.
 */
@FunctionalInterface
@RunsOn(Context.WORKER)
public interface Page {
    /** Where pages are contributed. */
    ExtensionPoint<Page> POINT = ExtensionPoint.named("monitoring-page", Page.class);

    /**
     * Answers a request.
     *
     * @param query   the parameters of the query; of one given twice the first
     * @param headers the request's headers with their names in lower case; of one given twice the first
     * @throws IllegalArgumentException if a parameter is invalid; its message is the answer
     */
    Answer answer(Map<String, String> query, Map<String, String> headers);
}
