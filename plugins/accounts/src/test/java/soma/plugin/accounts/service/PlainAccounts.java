/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.space.SubjectSpace.Registration;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.FleetingMessage;

/** Accounts that import services of each other, for tests. */
final class PlainAccounts implements AutoCloseable {
    private final Server server;
    private final ServiceFlows flows;

    PlainAccounts(Server server, ServiceFlows flows) {
        this.server = server;
        this.flows = flows;
    }

    ServiceFlows flows() {
        return flows;
    }

    SubjectSpace space(String name) {
        return server.spaces().obtain(name);
    }

    /** Returns an export that anybody may import, of which one answer is awaited for long. */
    static Export export(String subject) {
        return export(subject, ResponseType.SINGLETON, Export.USUAL_THRESHOLD, null);
    }

    static Export export(String subject, ResponseType type, Duration threshold, @Nullable Latency latency) {
        return new Export(Kind.SERVICE, subject, (importer, wanted) -> true, 0, type, threshold, latency, false);
    }

    Registration open(String importer, String local, String exporter, Export export) {
        return open(importer, local, exporter, export.subject(), export, false);
    }

    Registration open(String importer, String local, String exporter, String subject, Export export, boolean share) {
        var wanted = new Import(Kind.SERVICE, exporter, subject, local, share, false, null);
        return flows.open(new ServiceFlow(
                server,
                space(importer),
                importer,
                space(exporter),
                exporter,
                export,
                wanted,
                () -> Optional.of("SYS")));
    }

    /** Publishes a message; returns the outcome. */
    int publish(String account, HeldMessage message) {
        return FleetingMessage.during(message, space(account)::publish);
    }

    int publish(String account, String subject, String reply, String payload) {
        return publish(account, FleetingMessage.held(subject, reply, payload));
    }

    /** Subscribes; returns what comes. */
    List<HeldMessage> subscribe(String account, String subject) {
        List<HeldMessage> got = new CopyOnWriteArrayList<>();
        space(account).add(new Subscription(subject, null, "1", (s, m) -> take(got, m), Trait.PUBLIC));
        return got;
    }

    private static int take(List<HeldMessage> got, Message message) {
        got.add(message.hold());
        return Outcome.DELIVERED;
    }

    static String headers(HeldMessage message) {
        return new String(message.headers(), StandardCharsets.UTF_8);
    }

    static String payload(HeldMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        flows.close();
    }
}
