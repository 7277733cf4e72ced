/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells where a message goes, when the message asks for it. */
module soma.plugin.message.trace {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.plugin.accounts;
    requires soma.plugin.reports;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.message.trace.MessageTracePlugin;
}
