/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.List;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.space.SubjectSpace;

/**
 * Maps what is published in one space, by the mappings that it had when this was made. Messages are mapped where they enter:
 * not when another server passes them on, nor when a plugin publishes straight into the space. Safe for any thread.
 */
final class TableCompiler implements RouteCompiler {
    private final MappingTable table;
    private final Lots lots;

    TableCompiler(MappingTable table, Lots lots) {
        this.table = table;
        this.lots = lots;
    }

    @Override
    public int order() {
        return MAPPING;
    }

    @Override
    @HotPath
    public boolean mayChange(SubjectSpace space, ByteView subject) {
        return table.mayMap(subject);
    }

    @Override
    public Route compile(Question question, Next next) {
        Scope from = question.origin().scope();
        if (!question.ingress() || from == Scope.PEER || from == Scope.REMOTE) {
            return next.compile(question);
        }
        MappingTable.Entry entry = table.find(question.subject());
        if (entry == null) {
            return next.compile(question);
        }
        SubjectTransform only = entry.only();
        return only != null ? route(only, question, next) : weighted(entry.choices(), question, next);
    }

    private Route weighted(List<MappingTable.Choice> choices, Question question, Next next) {
        int[] limits = new int[choices.size()];
        Route[] routes = new Route[choices.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = choices.get(i).limit();
            routes[i] = route(choices.get(i).transform(), question, next);
        }
        return new WeightedRoute(limits, routes, lots.fork());
    }

    private static Route route(SubjectTransform transform, Question question, Next next) {
        return transform.isStable()
                ? next.compile(question.withSubject(transform.apply(question.subject())))
                : new DrawnRoute(transform, question, next);
    }
}
