/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import soma.spi.server.Server;

/**
 * Keeps the proof about one certificate of the server, and asks again when half of its time has passed. Any thread may take
 * the proof; only the worker that monitors replaces it.
 */
final class StapleMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(StapleMonitor.class);
    private static final Marker FATAL = MarkerFactory.getMarker("FATAL");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Subject subject;
    private final OcspFetcher fetcher;
    private final Server server;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Staple current;
    private volatile boolean fetched;

    StapleMonitor(Subject subject, OcspFetcher fetcher, Server server) {
        this.subject = subject;
        this.fetcher = fetcher;
        this.server = server;
    }

    /**
     * What is monitored.
     *
     * @param kind       which connections are secured with it
     * @param question   about which certificate, and who issued it
     * @param addresses  whom to ask
     * @param store      where proof is kept over a restart
     * @param endsServer whether the server ends when it does not hold any more
     */
    record Subject(
            String kind,
            OcspQuestion question,
            List<String> addresses,
            Optional<StapleStore> store,
            boolean endsServer) {
        X509Certificate certificate() {
            return question.certificate();
        }

        @Override
        public String toString() {
            return kind + " certificate of '"
                    + certificate().getSubjectX500Principal().getName() + "'";
        }
    }

    /** Gets the first proof: that which was kept if it holds, else by asking. Blocks; has no effect outside of this. */
    void obtain() throws OcspException {
        Instant now = server.clock().instant();
        Staple kept = kept(now);
        try {
            current = kept == null ? fetch() : kept;
            fetched = kept == null;
        } catch (OcspException e) {
            throw new OcspException(e.why(), "bad OCSP status update for " + subject + ": " + e.getMessage(), e);
        }
        Ocsp.Status status = status();
        if (status != Ocsp.Status.GOOD && subject.endsServer()) {
            throw new OcspException(
                    OcspException.Why.NOT_CURRENT, "found existing OCSP status for " + subject + ": " + status);
        }
    }

    private @Nullable Staple kept(Instant now) {
        Optional<byte[]> response = subject.store().flatMap(store -> store.read(subject.certificate()));
        try {
            return response.isPresent() ? Staple.of(response.get(), subject.question(), now) : null;
        } catch (OcspException e) {
            LOG.debug("OCSP: what was kept for {} will not do: {}", subject, e.getMessage());
            return null;
        }
    }

    private Staple fetch() throws OcspException {
        byte[] response = fetcher.fetch(subject.question().encoded(), subject.addresses(), PATIENCE);
        return Staple.of(response, subject.question(), server.clock().instant());
    }

    /** Begins to monitor. */
    void begin() {
        LOG.info("OCSP Stapling enabled for {} connections", subject.kind());
        server.workers().execute(this::run);
    }

    /** Ends it; a question that is under way is answered to nobody. */
    void stop() {
        stopped.countDown();
    }

    /** Returns the proof to send; empty if there is none that holds now. */
    Optional<byte[]> staple() {
        Staple staple = current;
        return staple != null && staple.isCurrent(server.clock().instant())
                ? Optional.of(staple.response())
                : Optional.empty();
    }

    boolean isAbout(X509Certificate certificate) {
        return subject.certificate().equals(certificate);
    }

    private Ocsp.Status status() {
        Staple staple = current;
        return staple == null ? Ocsp.Status.UNKNOWN : staple.answer().status();
    }

    private void run() {
        Staple first = current;
        if (first != null && fetched) {
            keep(first);
        }
        Duration wait = wait(server.clock().instant());
        tell("Found", wait);
        try {
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once and returns when to ask again. */
    Duration renew() {
        try {
            Staple staple = fetch();
            if (stopped.getCount() == 0) {
                return A_DAY;
            }
            current = staple;
            keep(staple);
            Duration wait = wait(server.clock().instant());
            tell("Received", wait);
            if (staple.answer().status() != Ocsp.Status.GOOD && subject.endsServer()) {
                LOG.error(FATAL, "The {} does not hold any more, the server ends", subject);
                server.shutdown();
            }
            return wait;
        } catch (OcspException e) {
            Duration wait = wait(server.clock().instant());
            if (stopped.getCount() > 0) {
                LOG.error("Bad OCSP status update for {}: {}, trying again in {}", subject, e.getMessage(), text(wait));
            }
            return wait;
        }
    }

    private void keep(Staple staple) {
        subject.store().ifPresent(store -> store.write(subject.certificate(), staple.response()));
    }

    private void tell(String how, Duration wait) {
        Staple staple = current;
        if (staple == null) {
            return;
        }
        if (staple.answer().status() == Ocsp.Status.GOOD) {
            LOG.info(
                    "{} OCSP status for {}: good, next update {}, checking again in {}",
                    how,
                    subject,
                    staple.answer().until(),
                    text(wait));
        } else {
            LOG.error("{} OCSP status for {}: {}", how, subject, staple.answer().status());
        }
    }

    private static String text(Duration wait) {
        return wait.plusNanos(999_999_999)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .substring("PT".length())
                .toLowerCase(Locale.ROOT);
    }

    /** Returns how long to wait: half of the time that is left. */
    private Duration wait(Instant now) {
        Staple staple = current;
        Instant until = staple == null ? null : staple.answer().until();
        if (staple != null && until == null) {
            return A_DAY;
        }
        Duration left =
                until == null ? Duration.ZERO : Duration.between(now, until).dividedBy(2);
        if (left.isNegative() || left.isZero()) {
            return A_WHILE;
        }
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
