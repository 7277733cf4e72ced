/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import soma.spi.message.Message;
import soma.spi.message.QueueScope;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Outcome;
import soma.spi.server.Server;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.subject.Subjects;

/** Exports and imports between spaces. */
final class AccountsPlugin implements ServerPlugin, Lifecycle {
    private final AtomicInteger replies = new AtomicInteger();
    private @Nullable Server server;

    /** The imports that a message came through, so that a circle of them ends. */
    private record Trail(ServiceImport step, @Nullable Trail before) {
        boolean has(ServiceImport other) {
            return step == other || before != null && before.has(other);
        }
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("accounts", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server started) {
        server = started;
    }

    private SubjectSpace space(String name) {
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        return server.spaces().obtain(name);
    }

    /** Has requests on {@code local} in the importer answered by whoever serves {@code remote} in the exporter. */
    void importService(String importer, String local, String exporter, String remote) {
        ServiceImport service = new ServiceImport(space(importer), space(exporter), new Text(remote));
        space(importer).add(new Subscription(local, null, "si", (s, m) -> service.request(m), Trait.PROXY));
    }

    /** Has subscribers of {@code local} in the importer also get {@code remote} of the exporter, under the local subject. */
    void importStream(String importer, String local, String exporter, String remote) {
        space(importer).listen(new StreamImport(local, remote, space(exporter)));
    }

    private final class ServiceImport {
        private final SubjectSpace importer;
        private final SubjectSpace exporter;
        private final Text remote;

        ServiceImport(SubjectSpace importer, SubjectSpace exporter, Text remote) {
            this.importer = importer;
            this.exporter = exporter;
            this.remote = remote;
        }

        int request(Message message) {
            Trail trail = (Trail) message.attachment();
            if (trail != null && trail.has(this)) {
                return Outcome.NOBODY;
            }
            Message request = new Message().like(message);
            request.attachment(new Trail(this, trail));
            request.queueScope(QueueScope.ALL);
            remote.showIn(request.subject());
            remote.showIn(request.target());
            Answer answer = message.reply().isEmpty()
                    ? null
                    : new Answer(this, message.reply().toString());
            if (answer != null) {
                answer.awaitIn(request);
            }
            int outcome = exporter.publish(request);
            if (outcome != Outcome.DELIVERED && answer != null) {
                answer.cancel();
            }
            return outcome;
        }
    }

    /** Takes the one answer to a request on a subject of its own and passes it on to who asked. */
    private final class Answer {
        private final ServiceImport service;
        private final Text original;
        private final Text mapped = new Text("_R_." + replies.incrementAndGet());
        private final Subscription subscription;

        Answer(ServiceImport service, String original) {
            this.service = service;
            this.original = new Text(original);
            this.subscription = new Subscription(mapped.toString(), null, "rsi", (s, m) -> passOn(m), Trait.PROXY);
        }

        void awaitIn(Message request) {
            mapped.showIn(request.reply());
            service.exporter.add(subscription);
        }

        void cancel() {
            service.exporter.remove(subscription);
        }

        private int passOn(Message message) {
            Message answer = new Message().like(message);
            original.showIn(answer.subject());
            original.showIn(answer.target());
            cancel();
            return service.importer.publish(answer);
        }
    }

    private static final class StreamImport implements InterestListener {
        private final Text local;
        private final String remote;
        private final SubjectSpace exporter;
        private final Map<Subscription, Subscription> shadows = new IdentityHashMap<>();

        StreamImport(String local, String remote, SubjectSpace exporter) {
            this.local = new Text(local);
            this.remote = remote;
            this.exporter = exporter;
        }

        @Override
        public void subscribed(SubjectSpace space, Subscription original) {
            if (original.trait() != Trait.PROXY && Subjects.matches(original.subject(), local.toString())) {
                Subscription shadow = new Subscription(
                        remote, original.queue(), original.id(), (s, m) -> deliver(original, m), original.trait());
                shadows.put(original, shadow);
                exporter.add(shadow);
            }
        }

        private int deliver(Subscription original, Message message) {
            Message mapped = new Message().like(message);
            local.showIn(mapped.subject());
            return original.subscriber().deliver(original, mapped);
        }

        @Override
        public void unsubscribed(SubjectSpace space, Subscription original) {
            Subscription shadow = shadows.remove(original);
            if (shadow != null) {
                exporter.remove(shadow);
            }
        }
    }
}
