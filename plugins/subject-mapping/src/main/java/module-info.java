/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Mapped subjects, and the transforms behind them. */
module soma.plugin.subject.mapping {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive soma.spi;

    exports soma.plugin.subject.mapping.api;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.subject.mapping.SubjectMappingPlugin;
}
