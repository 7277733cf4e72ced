/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.assembly.Assembly;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Sessions;
import soma.spi.server.Traffic;

/**
 * All sessions, whatever their protocol. Safe for any thread; a private lock guards the closed ones and the sums, and is
 * never held while a plugin is called.
 */
public final class SessionTable implements Sessions {
    /** The kind of the sessions that end users have, in the words of monitoring, whatever their protocol. */
    public static final String CLIENT = "Client";

    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);

    /** Protocols may invent reasons and kinds; no more than so many of each are counted apart. */
    private static final int MOST_COUNTERS = 256;

    private static final int MOST_TRAFFIC = 65_536;

    private static final String OTHERS = "Others";
    private static final Traffic.Of OTHER_TRAFFIC = new Traffic.Of(OTHERS, "");

    /** How the reasons begin for which sessions are closed that take too little. */
    private static final String TOO_SLOW = "Slow Consumer";

    private static final String STALE = "Stale Connection";

    /** Of closed sessions, the subscriptions of the latest ones are remembered, up to so many of all together. */
    private static final int MOST_SUBSCRIPTIONS = 100_000;

    private final Map<Long, Session> open = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final InstantSource clock;
    private final Supplier<Assembly> assembly;
    private final IntSupplier closedKept;

    private final Object lock = new Object();
    private final Deque<ClosedSession> closed = new ArrayDeque<>();
    private final Map<Traffic.Of, Traffic> endedTraffic = new LinkedHashMap<>();
    private final Map<String, Long> endedReasons = new LinkedHashMap<>();
    private int keptSubscriptions;
    private final LongAdder stalls = new LongAdder();

    /**
     * Makes an empty table.
     *
     * @param closedKept how many closed sessions to remember
     */
    public SessionTable(InstantSource clock, Supplier<Assembly> assembly, IntSupplier closedKept) {
        this.clock = clock;
        this.assembly = assembly;
        this.closedKept = closedKept;
    }

    @Override
    public long nextId() {
        return lastId.incrementAndGet();
    }

    @Override
    public void opened(Session session) {
        open.put(session.view().identity().id(), session);
    }

    @Override
    public void admitted(Session session) {
        SessionView view = session.view();
        tell(listener -> listener.admitted(view));
    }

    @Override
    public void refused(Session session, String reason) {
        SessionView view = session.view();
        tell(listener -> listener.refused(view, reason));
    }

    @Override
    public void ended(Session session, String reason) {
        if (!open.remove(session.view().identity().id(), session)) {
            return;
        }
        FrozenView view = FrozenView.whole(session.view(), MOST_SUBSCRIPTIONS);
        synchronized (lock) {
            remember(view, reason);
            Traffic traffic = Traffic.of(view);
            endedTraffic.merge(counter(endedTraffic, view), because(reason, traffic), Traffic::plus);
            endedReasons.merge(counter(endedReasons, reason), 1L, Long::sum);
            lock.notifyAll();
        }
        tell(listener -> listener.closed(view, reason));
    }

    private static Traffic because(String reason, Traffic traffic) {
        if (reason.startsWith(TOO_SLOW)) {
            return traffic.withSlowConsumer();
        }
        return reason.startsWith(STALE) ? traffic.withStale() : traffic;
    }

    private void remember(FrozenView view, String reason) {
        int most = closedKept.getAsInt();
        while (!closed.isEmpty() && closed.size() >= most) {
            forget(closed.removeFirst());
        }
        if (most > 0) {
            closed.addLast(new ClosedSession(view, clock.instant(), reason));
            keptSubscriptions += view.subscriptionList().size();
            forgetSubscriptions();
        }
    }

    private void forget(ClosedSession session) {
        keptSubscriptions -= session.session().subscriptionList().size();
    }

    /** Lets go of the subscriptions of the sessions that ended first, for as long as there are too many. */
    private void forgetSubscriptions() {
        if (keptSubscriptions <= MOST_SUBSCRIPTIONS) {
            return;
        }
        List<ClosedSession> all = new ArrayList<>(closed);
        for (int i = 0; i < all.size() && keptSubscriptions > MOST_SUBSCRIPTIONS / 2; i++) {
            ClosedSession old = all.get(i);
            forget(old);
            all.set(i, new ClosedSession(FrozenView.of(old.session()), old.ended(), old.reason()));
        }
        closed.clear();
        closed.addAll(all);
    }

    private static String counter(Map<String, ?> counters, String name) {
        return counters.containsKey(name) || counters.size() < MOST_COUNTERS ? name : OTHERS;
    }

    private static Traffic.Of counter(Map<Traffic.Of, ?> counters, SessionView view) {
        var counter = new Traffic.Of(view.identity().kind(), view.space());
        return counters.containsKey(counter) || counters.size() < MOST_TRAFFIC ? counter : OTHER_TRAFFIC;
    }

    private void tell(Consumer<SessionListener> event) {
        for (SessionListener listener : assembly.get().extensions(SessionListener.POINT)) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("Session listener {} failed", listener.getClass().getName(), e);
            }
        }
    }

    /** Notes that a producer is held back for a consumer that does not keep up. */
    public void stalled() {
        stalls.increment();
    }

    /** Returns how often that was so. */
    public long stalls() {
        return stalls.sum();
    }

    @Override
    public int count() {
        return open.size();
    }

    @Override
    public void forEach(Consumer<Session> action) {
        open.values().forEach(action);
    }

    /** Returns the open sessions of end users. */
    public List<Session> clients() {
        return open.values().stream()
                .filter(session -> session.view().identity().kind().equals(CLIENT))
                .toList();
    }

    /**
     * Waits until no session is open.
     *
     * @return whether that came true within the time
     */
    public boolean awaitNone(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        synchronized (lock) {
            while (!open.isEmpty()) {
                long rest = (end - System.nanoTime()) / 1_000_000;
                if (rest <= 0) {
                    return false;
                }
                lock.wait(rest);
            }
        }
        return true;
    }

    @Override
    public Optional<Session> find(long id) {
        return Optional.ofNullable(open.get(id));
    }

    @Override
    public List<ClosedSession> closed() {
        synchronized (lock) {
            return List.copyOf(closed);
        }
    }

    @Override
    public Map<Traffic.Of, Traffic> traffic() {
        Map<Traffic.Of, Traffic> sums;
        synchronized (lock) {
            sums = new LinkedHashMap<>(endedTraffic);
        }
        for (Session session : open.values()) {
            SessionView view = session.view();
            sums.merge(counter(sums, view), Traffic.of(view), Traffic::plus);
        }
        return sums;
    }

    /** Returns how many sessions ended for a reason, or one that begins with those words. */
    public long ended(String reason) {
        synchronized (lock) {
            return endedReasons.entrySet().stream()
                    .filter(count -> count.getKey().startsWith(reason))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
