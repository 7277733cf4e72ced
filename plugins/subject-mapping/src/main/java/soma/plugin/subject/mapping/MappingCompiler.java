/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.space.SubjectSpace;

/**
 * Turns questions about mapped subjects into questions about what they are mapped to, so that a mapping costs nothing once a
 * route is compiled. In a space that has mappings a {@link TableCompiler} takes part in its place. Safe for any thread.
 */
final class MappingCompiler implements RouteCompiler {
    private final MappingTables tables;
    private final Lots lots;

    MappingCompiler(MappingTables tables, Lots lots) {
        this.tables = tables;
        this.lots = lots;
    }

    @Override
    public int order() {
        return MAPPING;
    }

    @Override
    public boolean concerns(SubjectSpace space) {
        return tables.find(space.name()) != null;
    }

    @Override
    public RouteCompiler within(SubjectSpace space) {
        MappingTable table = tables.find(space.name());
        return table == null ? this : new TableCompiler(table, lots);
    }

    @Override
    public Route compile(Question question, Next next) {
        MappingTable table = tables.find(question.space().name());
        return table == null ? next.compile(question) : new TableCompiler(table, lots).compile(question, next);
    }
}
