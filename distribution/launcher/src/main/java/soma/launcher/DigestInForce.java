/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import soma.spi.report.ReportContributor;
import soma.spi.server.ServerListener;

/** Tells monitoring the fingerprint of the configuration file that is in force: that of one which was refused is not. */
final class DigestInForce implements ReportContributor, ServerListener {
    private static final int ORDER = 10;

    private final Supplier<String> read;
    private volatile String digest;

    /**
     * Makes it.
     *
     * @param read gives the fingerprint of the file that was read last; empty without a file
     */
    DigestInForce(Supplier<String> read) {
        this.read = read;
        this.digest = read.get();
    }

    @Override
    public void reloaded(List<String> changes) {
        digest = read.get();
    }

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> varz) {
        varz.put("config_digest", digest);
    }
}
