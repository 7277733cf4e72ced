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
import soma.spi.protocol.SessionView;

/**
 * Adds to what monitoring shows of a connection what its plugin knows of it. Called for each connection of the page that was
 * asked for, open and closed ones, in plugin order; must be quick. If it throws, what it adds is missing, the failure is logged,
 * and the others are asked once more about that connection.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
@RunsOn(Context.WORKER)
public interface ConnectionContributor {
    /** Where contributors are contributed. */
    ExtensionPoint<ConnectionContributor> POINT = ExtensionPoint.many("connection-report", ConnectionContributor.class);

    /**
     * Adds or changes fields: strings, numbers, booleans, lists and maps of these.
     *
     * @param session  the connection
     * @param withAuth whether it was asked who the connection is; fields that tell are left out otherwise
     * @param fields   what there is so far
     */
    void contribute(SessionView session, boolean withAuth, Map<String, Object> fields);
}
