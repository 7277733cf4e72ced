/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import soma.spi.annotation.Api;
import soma.spi.protocol.Protocol;

/**
 * Makes a protocol for one run of a script: fresh, with nobody connected, so that every run sees the same. What it does on
 * workers it does at once, on the calling thread.
 */
@FunctionalInterface
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface ProtocolFixture {
    /** Makes the protocol and whatever server it needs. */
    Protocol start();

    /** Stops what was started; nothing unless overridden. */
    default void stop() {}
}
