/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import soma.spi.message.ByteView;
import soma.spi.participant.Identity;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionView;
import soma.spi.protocol.SubscriptionView;

/** A session that records what it is told. */
public final class FakeSession implements Session, SessionView {
    public final List<String> calls = new ArrayList<>();
    public boolean listed = true;
    public long messages;
    public Map<String, Object> details = Map.of();
    public List<SubscriptionView> subscriptionList = List.of();
    public Instant started = Instant.EPOCH;
    public BiConsumer<FakeSession, String> onClose = (_, _) -> {};
    private final Identity identity;
    private final String space;

    public FakeSession(long id) {
        this(new Identity(id, "Client", "", ""), "$G");
    }

    public FakeSession(Identity identity, String space) {
        this.identity = identity;
        this.space = space;
    }

    @Override
    public SessionView view() {
        return this;
    }

    @Override
    public boolean lameDuck() {
        calls.add("lameDuck");
        return true;
    }

    @Override
    public void infoChanged() {
        calls.add("infoChanged");
    }

    @Override
    public void readmit() {
        calls.add("readmit");
    }

    @Override
    public void close(String reason) {
        calls.add("close " + reason);
        onClose.accept(this, reason);
    }

    @Override
    public int read(ByteView bytes) {
        return bytes.length();
    }

    @Override
    public void readComplete() {}

    @Override
    public void closed(Throwable cause) {}

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public boolean isListed() {
        return listed;
    }

    @Override
    public String protocol() {
        return "client";
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public String remoteAddress() {
        return "[::1]:" + (1000 + identity.id());
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Instant lastActivity() {
        return started;
    }

    @Override
    public Duration rtt() {
        return Duration.ofNanos(1_500_000);
    }

    @Override
    public long messagesIn() {
        return messages;
    }

    @Override
    public long messagesOut() {
        return 2 * messages;
    }

    @Override
    public long bytesIn() {
        return 10 * messages;
    }

    @Override
    public long bytesOut() {
        return 20 * messages;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public int subscriptions() {
        return 3;
    }

    @Override
    public List<SubscriptionView> subscriptionList() {
        return subscriptionList;
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
