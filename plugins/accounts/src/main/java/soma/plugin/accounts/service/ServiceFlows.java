/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import soma.spi.message.Message;

/** The service imports of a server. Safe for any thread. */
public final class ServiceFlows implements AutoCloseable {
    /** Makes it without any imports. */
    public ServiceFlows() {}

    /**
     * Puts a service import into force.
     *
     * @return closes to end it, with all answers that it waits for
     * @throws IllegalArgumentException if the subjects of the import do not go together
     */
    public AutoCloseable open(ServiceFlow flow) {
        throw new UnsupportedOperationException(flow.toString());
    }

    /** Returns how many answers are awaited from the services of an account. */
    public int pendingResponses(String exporter) {
        return 0;
    }

    /** Returns whether a message came by a service import, so that stream imports must not take it. */
    public static boolean isImported(Message message) {
        return false;
    }

    /** Ends all imports. */
    @Override
    public void close() {}
}
