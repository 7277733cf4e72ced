/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.kernel.participant.SessionParticipant;
import soma.spi.auth.Admission;
import soma.spi.participant.Identity;
import soma.spi.protocol.SessionView;
import soma.spi.protocol.SubscriptionView;
import soma.spi.space.SubjectSpace;

/** A client session as monitoring sees it. Safe for any thread. */
final class ClientView implements SessionView {
    private final ClientSession session;
    private final Instant started;

    ClientView(ClientSession session, Instant started) {
        this.session = session;
        this.started = started;
    }

    @Override
    public Identity identity() {
        return session.identity();
    }

    @Override
    public String claimedUser() {
        return session.admission().options().text("user");
    }

    @Override
    public String protocol() {
        return ClientProtocol.NAME;
    }

    @Override
    public String space() {
        SubjectSpace space = session.space();
        return space == null ? "" : space.name();
    }

    @Override
    public @Nullable Admission admission() {
        SessionParticipant participant = session.participant();
        return participant == null ? null : participant.admission();
    }

    @Override
    public @Nullable SSLSession security() {
        return session.link().security();
    }

    @Override
    public boolean isSecuredFirst() {
        return session.greeting().wasSecured();
    }

    @Override
    public String remoteAddress() {
        return session.link().remoteAddress();
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Instant lastActivity() {
        return started.plusNanos(session.lastInbound() - session.openedAt());
    }

    @Override
    public Duration rtt() {
        return Duration.ofNanos(session.pings().roundTrip());
    }

    @Override
    public long messagesIn() {
        return session.publisher().messages();
    }

    @Override
    public long messagesOut() {
        return session.outlet().messages();
    }

    @Override
    public long bytesIn() {
        return session.publisher().bytes();
    }

    @Override
    public long bytesOut() {
        return session.outlet().messageBytes();
    }

    @Override
    public long pendingBytes() {
        return session.link().pending();
    }

    @Override
    public int subscriptions() {
        return session.subscriptions().count();
    }

    @Override
    public List<SubscriptionView> subscriptionList() {
        return session.subscriptions().list();
    }

    @Override
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        ConnectOptions options = session.admission().options();
        put(details, "lang", options.text("lang"));
        put(details, "version", options.text("version"));
        if (session.gate().stalls() > 0) {
            details.put("stalls", session.gate().stalls());
        }
        return details;
    }

    private static void put(Map<String, Object> details, String name, String value) {
        if (!value.isEmpty()) {
            details.put(name, value);
        }
    }

    /** Returns what the client said of itself and as whom it was let in, for log lines; empty before that. */
    String client() {
        SessionParticipant participant = session.participant();
        return participant == null ? "" : said() + admitted(participant.admission());
    }

    private String said() {
        ConnectOptions options = session.admission().options();
        String version = options.text("version");
        String all = Stream.of(version.isEmpty() ? "" : "v" + version, options.text("lang"), options.text("name"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(":"));
        return all.isEmpty() ? "" : " - " + GoQuote.quote(all);
    }

    private String admitted(Admission admission) {
        String label = admission.label();
        return label.isEmpty() ? "" : " - " + GoQuote.quote(admission.space().name() + "/" + label);
    }
}
