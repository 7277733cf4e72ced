/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.message.Message;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler.Next;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.RouteVisitor;

/**
 * Goes to a subject that is partly drawn. There may be any number of them, so the route to each is compiled when it is drawn
 * and forgotten after the message.
 */
record DrawnRoute(SubjectTransform transform, Question question, Next next) implements Route {
    @Override
    public int execute(Message message) {
        return draw().execute(message);
    }

    @Override
    public int execute(Message message, RouteVisitor visitor) {
        return draw().execute(message, visitor);
    }

    private Route draw() {
        return next.compile(question.withSubject(transform.apply(question.subject())));
    }
}
