/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import soma.spi.message.HeldMessage;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.route.SubscriberContract;

/** What takes requests, as any subscriber; what was kept is what the exporter got. */
class ServiceImportContractTest extends SubscriberContract {
    private static final String INFO = "Nats-Request-Info: {\"acc\":\"APP\"}\r\n";

    private final PlainServer server = new PlainServer();
    private final PlainAccounts accounts = new PlainAccounts(server, new ServiceFlows());
    private final List<HeldMessage> service = accounts.subscribe("SVC", ">");

    @AfterEach
    void close() {
        accounts.close();
    }

    @Override
    protected Subscriber subscriber() {
        accounts.open("APP", ">", "SVC", PlainAccounts.export(">"));
        return opened().subscriber();
    }

    @Override
    protected Subscription subscription(Subscriber subscriber) {
        return opened();
    }

    private Subscription opened() {
        return ((PlainSpace) accounts.space("APP")).present().getFirst();
    }

    @Override
    protected List<HeldMessage> taken() {
        return service.stream()
                .map(m -> new HeldMessage(m.subject(), "", m.headers(), m.payload()))
                .toList();
    }

    @Override
    protected HeldMessage kept(HeldMessage handed) {
        String block = PlainAccounts.headers(handed);
        String start = block.isEmpty() ? "NATS/1.0\r\n" : block.substring(0, block.length() - 2);
        byte[] headers = (start + INFO + "\r\n").getBytes(StandardCharsets.UTF_8);
        return new HeldMessage(handed.subject(), "", headers, handed.payload());
    }
}
