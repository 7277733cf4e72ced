/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Traces;
import soma.plugin.accounts.api.Accounts;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.PublishTap;
import soma.spi.route.Route;
import soma.spi.space.SubjectSpace;
import soma.spi.subject.Subjects;

/** Decides which messages are traced, in the order of checks that nats-server has, and traces them. Safe for any thread. */
final class Tracer implements PublishTap {
    private static final Logger LOG = LoggerFactory.getLogger(Tracer.class);

    private static final byte[] DESTINATION = TraceHeaders.DESTINATION.getBytes(StandardCharsets.US_ASCII);
    private static final String ROUTED_REPLIES = "_GR_.";
    private static final String CONSENSUS = "$NRG.";
    private static final int ALL = 100;

    private final Accounts accounts;
    private final RandomGenerator chance;
    private volatile @Nullable TraceQueue queue;

    /**
     * Makes it.
     *
     * @param chance draws which messages are traced; what threads draw at the same time may be the same
     */
    Tracer(Accounts accounts, RandomGenerator chance) {
        this.accounts = accounts;
        this.chance = chance;
    }

    /** Begins to send traces. */
    void start(TraceQueue sending) {
        queue = sending;
    }

    @Override
    public List<Trigger> triggers() {
        return List.of(Trigger.exactly(TraceHeaders.DESTINATION), Trigger.inAnyCase(TraceHeaders.CONTEXT));
    }

    @Override
    public int publish(Message message, Route route) {
        Participant source = message.source();
        TraceQueue sending = queue;
        if (sending == null || source == null || source.identity().id() == 0 || !mayBeTraced(message, source)) {
            return route.execute(message); // what the server itself publishes is part of something else
        }
        TraceHeaders headers = TraceHeaders.read(message.headers().copy());
        if (headers == null) {
            return route.execute(message);
        }
        Decision decision = decide(headers, source);
        return switch (decision.verdict()) {
            case TRACE -> trace(message, route, headers, decision.destination(), sending);
            case DENY -> {
                HeaderEdit.show(utf8(decision.destination()), message.subject());
                message.target().wrap(message.subject());
                yield Outcome.DENIED;
            }
            case DISCARD -> Outcome.DISCARDED;
            case DISABLE -> {
                HeaderEdit.set(message, TraceHeaders.DESTINATION, TraceHeaders.DISABLED);
                yield route.execute(message);
            }
            case LEAVE -> route.execute(message);
        };
    }

    /** Returns no for most messages of applications that trace by themselves, without looking any closer. */
    private boolean mayBeTraced(Message message, Participant source) {
        return traces(source.space()) != null || Headers.find(message.headers(), DESTINATION, new ByteView());
    }

    private @Nullable Traces traces(SubjectSpace space) {
        AccountDefinition account = accounts.find(space.name()).orElse(null);
        return account == null ? null : account.traces();
    }

    private static int trace(Message message, Route route, TraceHeaders headers, String to, TraceQueue sending) {
        Participant source = message.source();
        if (source == null) {
            return route.execute(message);
        }
        int size = message.headers().length() + message.payload().length();
        var trace = new Trace(
                headers,
                to,
                source,
                message.subject().toString(),
                size,
                sending.server().clock());
        int outcome = route.execute(message, trace);
        sending.send(trace);
        return outcome;
    }

    /** A client's message only: what other servers pass on was measured there. */
    @Override
    public void refused(Message message, int size, String reason) {
        Participant source = message.source();
        TraceQueue sending = queue;
        TraceHeaders headers = TraceHeaders.read(message.headers().copy());
        if (sending == null || source == null || headers == null || Kinds.of(source.identity()) != Kinds.CLIENT) {
            return;
        }
        Decision decision = decide(headers, source);
        if (decision.verdict() == Verdicts.TRACE) {
            var trace = new Trace(
                    headers,
                    decision.destination(),
                    source,
                    message.subject().toString(),
                    size,
                    sending.server().clock());
            trace.refused(reason);
            sending.send(trace);
        }
    }

    // ---------------------------------------------------------------------------------------------- deciding

    /** What is done with a message. */
    private enum Verdicts {
        /** It is traced. */
        TRACE,
        /** It is delivered, and neither this server nor another one traces it. */
        DISABLE,
        /** It is delivered as it is. */
        LEAVE,
        /** It is dropped, since it was to be traced only and cannot be. */
        DISCARD,
        /** It is dropped, and its publisher told that it may not use the destination. */
        DENY
    }

    private record Decision(Verdicts verdict, String destination) {}

    private Decision decide(TraceHeaders headers, Participant source) {
        Verdicts untraced = headers.only() ? Verdicts.DISCARD : Verdicts.LEAVE;
        String origin = headers.first(TraceHeaders.ORIGIN_ACCOUNT);
        if (!origin.isEmpty()) {
            LOG.error(
                    "{} - Message tracing disabled because of header \"{}\" with value={}",
                    source,
                    TraceHeaders.ORIGIN_ACCOUNT,
                    Texts.quoted(origin));
            return new Decision(headers.only() ? Verdicts.DISCARD : Verdicts.DISABLE, "");
        }
        String destination = headers.first(TraceHeaders.DESTINATION);
        if (headers.external()) {
            Traces traces = traces(source.space());
            if (traces == null) {
                return new Decision(Verdicts.LEAVE, "");
            }
            if (Kinds.of(source.identity()) == Kinds.CLIENT && !isDrawn(traces.sampling())) {
                return new Decision(Verdicts.DISABLE, "");
            }
            destination = traces.destination();
        }
        if (!Subjects.isValid(destination) || !Subjects.isLiteral(destination)) {
            LOG.error(
                    "{} - Destination {} is not valid, won't be able to trace events",
                    source,
                    Texts.quoted(destination));
            return new Decision(untraced, destination);
        }
        return new Decision(mayPublish(source, destination) ? Verdicts.TRACE : Verdicts.DENY, destination);
    }

    private boolean isDrawn(int sampling) {
        return sampling <= 0 || sampling >= ALL || chance.nextInt(ALL) < sampling;
    }

    private boolean mayPublish(Participant source, String destination) {
        if (destination.startsWith(ROUTED_REPLIES)) {
            return false;
        }
        boolean system =
                accounts.systemAccount().filter(source.space().name()::equals).isPresent();
        return (system || !destination.startsWith(CONSENSUS))
                && source.authorization().mayPublish(destination) == Verdict.YES;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
