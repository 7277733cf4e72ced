/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.protocol;

import java.util.Map;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Adds fields to INFO. When what it adds has changed, {@link soma.spi.server.Server#infoChanged()} sends INFO again. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface InfoContributor {
    /** Where contributors are contributed. */
    ExtensionPoint<InfoContributor> POINT = ExtensionPoint.many("info", InfoContributor.class);

    /**
     * Adds or changes fields.
     *
     * @param protocol the name of the protocol that is about to send INFO
     * @param info     field names and values: strings, numbers, booleans and lists of strings
     */
    @RunsOn(Context.ANY_THREAD)
    void contribute(String protocol, Map<String, Object> info);
}
