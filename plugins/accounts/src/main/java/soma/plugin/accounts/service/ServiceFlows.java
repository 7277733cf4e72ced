/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.service.PendingReply.Path;
import soma.plugin.accounts.service.ServiceImport.Surroundings;
import soma.spi.message.Message;
import soma.spi.route.ReservedReply;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.space.SubjectSpace.Registration;
import soma.spi.space.Subscription;

/** The service imports of a server. Safe for any thread. */
public final class ServiceFlows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceFlows.class);

    /** So many answers one import may await; each takes a few hundred bytes. */
    private static final int MOST_PENDING = 1 << 18;

    private final int mostPending;
    private final ScratchPool scratches = new ScratchPool();
    private final ConcurrentMap<String, Use> spaces = new ConcurrentHashMap<>();
    private final Set<ServiceImport> imports = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /** A space and how many imports use it. */
    private record Use(ServiceSpace space, int users) {}

    /** What is made when the first import is opened. */
    private record Running(Surroundings surroundings, Sweeper sweeper, String sampledSuffix) {}

    /** Makes it without any imports. */
    public ServiceFlows() {
        this(MOST_PENDING);
    }

    ServiceFlows(int mostPending) {
        this.mostPending = mostPending;
    }

    /** Returns what reply subjects of ordinary clients must not begin with, for the plugin to contribute. */
    public static List<ReservedReply> reservedReplies() {
        return List.of(
                new ReservedReply(SpaceReplies.RESERVED), new ReservedReply("_GR_."), new ReservedReply("$JS.ACK."));
    }

    /** Returns whether a message came by a service import, so that stream imports must not take it. */
    public static boolean isImported(Message message) {
        return Trail.of(message) != null;
    }

    /** Returns whether a subscription is part of a service import, so that it asks for nothing from other accounts. */
    public static boolean isOwn(Subscription subscription) {
        return subscription.subscriber() instanceof ServiceImport || subscription.subscriber() instanceof SpaceReplies;
    }

    /**
     * Puts a service import into force.
     *
     * @return closes to end it, with all answers that it awaits
     * @throws IllegalArgumentException if the subjects of the import do not go together
     */
    public Registration open(ServiceFlow flow) {
        Running with = running(flow.server());
        ServiceSpace exporter = use(flow.exporter(), with);
        ServiceSpace importer = use(flow.importer(), with);
        try {
            ServiceImport made =
                    new ServiceImport(flow, new Path(exporter.replies(), importer.replies()), with.surroundings());
            with.sweeper().serve(made.threshold());
            imports.add(made);
            made.open();
            var open = new AtomicBoolean(true);
            return () -> {
                if (open.compareAndSet(true, false)) {
                    end(made, flow);
                }
            };
        } catch (IllegalArgumentException e) {
            release(flow.exporter());
            release(flow.importer());
            throw e;
        }
    }

    /** Returns how many answers are awaited from the services of an account. */
    public int pendingResponses(String exporter) {
        Use use = spaces.get(exporter);
        return use == null ? 0 : use.space.replies().count();
    }

    /** Returns how many answers are awaited at all. */
    public int pendingResponses() {
        return spaces.values().stream()
                .mapToInt(use -> use.space.replies().count())
                .sum();
    }

    /** Ends all imports. */
    @Override
    public void close() {
        Running was = running.getAndSet(null);
        if (was != null) {
            was.sweeper.close();
        }
        imports.forEach(ServiceImport::close);
        imports.clear();
        spaces.values().forEach(use -> use.space.close());
        spaces.clear();
        scratches.close();
    }

    private void end(ServiceImport service, ServiceFlow flow) {
        if (imports.remove(service)) {
            service.close();
            release(flow.exporter());
            release(flow.importer());
        }
    }

    private Running running(Server server) {
        Running there = running.get();
        if (there != null) {
            return there;
        }
        var tokens = new Tokens(new SecureRandom());
        var sweeper = new Sweeper(server.workers(), this::sweep);
        var made = new Running(
                new Surroundings(tokens, scratches, mostPending, sweeper::arm), sweeper, sampledSuffix(server));
        return running.compareAndSet(null, made) ? made : running(server);
    }

    /** Answers to measured requests name the server that measures, and say that they are measured. */
    private static String sampledSuffix(Server server) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(server.name().getBytes(StandardCharsets.UTF_8));
            return "." + Tokens.hash(digest) + ".T";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private ServiceSpace use(SubjectSpace space, Running with) {
        Use use = spaces.compute(space.name(), (name, there) -> {
            if (there != null) {
                return new Use(there.space, there.users + 1);
            }
            var replies = new SpaceReplies(space, with.surroundings.tokens(), with.sampledSuffix);
            return new Use(new ServiceSpace(replies, new InterestWatch(replies::isWaitedIn, with.sweeper::hurry)), 1);
        });
        if (use == null) {
            throw new IllegalStateException("a space that is used is there");
        }
        use.space.open();
        return use.space;
    }

    private void release(SubjectSpace space) {
        var last = new AtomicReference<@Nullable ServiceSpace>();
        spaces.computeIfPresent(space.name(), (name, there) -> {
            if (there.users > 1) {
                return new Use(there.space, there.users - 1);
            }
            last.set(there.space);
            return null;
        });
        ServiceSpace unused = last.get();
        if (unused != null) {
            unused.close();
        }
    }

    private boolean awaitsAny() {
        Collection<Use> all = spaces.values();
        for (Use use : all) {
            if (!use.space.replies().awaited().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean sweep() {
        new Sweep(spaces.values().stream().map(Use::space).toList()).run();
        for (ServiceImport each : imports) {
            long turnedAway = each.takeTurnedAway();
            if (turnedAway > 0) {
                LOG.warn(
                        "Service import of {}: {} requests got no answer but \"no responders\", since {} answers are"
                                + " awaited already",
                        each,
                        turnedAway,
                        mostPending);
            }
        }
        return awaitsAny();
    }
}
