/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.SubjectSpace;

/** Folds the publisher's permissions into its routes. */
final class AdmissionCompiler implements RouteCompiler {
    @Override
    public int order() {
        return ADMISSION;
    }

    /** Returns no: who publishes without a route asks the permissions itself. */
    @Override
    @HotPath
    public boolean mayChange(SubjectSpace space, ByteView subject) {
        return false;
    }

    @Override
    public Route compile(Question question, Next next) {
        return switch (question.authorization().mayPublish(question.subject())) {
            case YES -> next.compile(question);
            case NO -> new DeniedRoute(question.subject());
            case IF_GRANTED -> new GrantedRoute(question.subject(), next.compile(question));
        };
    }

    /** A route that its publisher may not use; knows the subject, which may be a mapped one. */
    record DeniedRoute(String subject, ShownSubject shown) implements Route {
        DeniedRoute(String subject) {
            this(subject, new ShownSubject(subject.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public int execute(Message message) {
            shown.showIn(message);
            return DENIED.execute(message);
        }

        @Override
        public int execute(Message message, RouteVisitor visitor) {
            boolean mapped = !message.target().toString().equals(subject);
            shown.showIn(message);
            if (mapped) {
                visitor.step(new RouteStep.Mapped(subject));
            }
            return DENIED.execute(message, visitor);
        }
    }

    /** A route that may be used to answer requests only; asks the publisher's grants per message. */
    record GrantedRoute(String subject, Route route) implements Route {
        @Override
        public int execute(Message message) {
            return isGranted(message.source()) ? route.execute(message) : Outcome.DENIED;
        }

        @Override
        public int execute(Message message, RouteVisitor visitor) {
            return isGranted(message.source())
                    ? route.execute(message, visitor)
                    : Route.DENIED.execute(message, visitor);
        }

        @Override
        public boolean cacheable() {
            return route.cacheable();
        }

        private boolean isGranted(@Nullable Participant source) {
            ReplyGrants grants = source == null ? null : source.replyGrants();
            return grants != null && grants.use(subject);
        }
    }
}
