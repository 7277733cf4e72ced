/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.Authorization;
import soma.spi.message.ByteView;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.space.SubjectSpace;

/**
 * Takes part in compiling routes: may answer itself, change the question, or wrap the answer of the next one. Runs on a
 * cache miss, never per message. Compilers run in the order of {@link #order()}, lowest first; the kernel's own index
 * lookup is the end of the chain.
 *
 * <p>The answer must depend on nothing but the question and on state whose changes are announced by
 * {@link SubjectSpace#invalidateRoutes()}: routes are shared by all participants with the same authorization. Must not
 * block. If a compiler throws, the message is dropped and counted, and the failure is logged once per subject.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface RouteCompiler {
    /** Where compilers are contributed. */
    ExtensionPoint<RouteCompiler> POINT = ExtensionPoint.many("route-compiler", RouteCompiler.class);

    /** The place of subject mapping. */
    int MAPPING = 100;

    /** The place of publish permissions, which see the mapped subject. */
    int ADMISSION = 200;

    /** The place of what rewrites reply subjects. */
    int REPLY_MAPPING = 300;

    /** Returns the place in the chain. */
    @RunsOn(Context.ANY_THREAD)
    int order();

    /**
     * Answers whether it may do anything but pass questions on in that space. Asked again whenever the routes of the space
     * are {@linkplain SubjectSpace#invalidateRoutes invalidated}, so it must be quick; spaces that it does not concern cost
     * nothing.
     */
    @RunsOn(Context.ANY_THREAD)
    default boolean concerns(SubjectSpace space) {
        return true;
    }

    /**
     * Returns who takes part in its place in that space, such as one that holds what it knows of the space, so that nobody
     * looks that up for each subject; itself unless overridden. Asked after {@link #concerns} has said yes, and just as often:
     * the answer is used until the routes of the space are {@linkplain SubjectSpace#invalidateRoutes invalidated}, so what
     * it holds must be what is in force when it is asked. Must be quick and must not throw; the place in the chain stays.
     */
    @RunsOn(Context.ANY_THREAD)
    default RouteCompiler within(SubjectSpace space) {
        return this;
    }

    /**
     * Answers whether it may do anything but pass on questions about that literal subject. Asked, in spaces that it concerns,
     * for every message on a subject that has not been seen before and may never come again, such as an inbox: a quick no
     * spares compiling its route.
     */
    @HotPath
    @RunsOn(Context.ANY_THREAD)
    default boolean mayChange(SubjectSpace space, ByteView subject) {
        return true;
    }

    /** Answers the question, by itself or with the help of the rest of the chain. */
    @RunsOn(Context.ANY_THREAD)
    Route compile(Question question, Next next);

    /**
     * What is asked.
     *
     * @param space         where the message is published
     * @param authorization the publisher's permissions; {@link Authorization#ALLOW_ALL} for none
     * @param origin        where the message entered
     * @param ingress       whether a participant publishes it, rather than a plugin straight into the space
     * @param subject       the literal subject
     */
    record Question(SubjectSpace space, Authorization authorization, Origin origin, boolean ingress, String subject) {
        /**
         * Returns the same question about another subject. The rest of the chain answers it with a route that shows messages
         * under that subject, whatever they were published on.
         */
        public Question withSubject(String other) {
            return new Question(space, authorization, origin, ingress, other);
        }
    }

    /** The rest of the chain. */
    @FunctionalInterface
    @RunsOn(Context.ANY_THREAD)
    interface Next {
        /** Answers the question. */
        Route compile(Question question);
    }
}
