/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of monitoring. Immutable; its text shows no secret.
 *
 * @param host     where to listen
 * @param port     on which port; 0 for any free one, -1 for not at all
 * @param secure   whether over TLS
 * @param basePath what all paths begin with; empty for nothing, else with a leading slash and without a closing one
 * @param login    who may ask; null for everybody
 */
record MonitoringOptions(
        String host,
        int port,
        boolean secure,
        String basePath,
        @Nullable Login login) {
    /** No monitoring. */
    static final MonitoringOptions OFF = new MonitoringOptions("0.0.0.0", -1, false, "", null);

    /**
     * The one user of monitoring.
     *
     * @param user     the name
     * @param password the password, a secret
     */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    boolean isOn() {
        return port >= 0;
    }
}
