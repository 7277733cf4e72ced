/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.message.HeldMessage;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.route.SubscriberContract;

/** A subscriber under another name takes deliveries as any other does. */
class ShadowContractTest extends SubscriberContract {
    private final Queue<HeldMessage> taken = new ConcurrentLinkedQueue<>();

    @Override
    protected Subscriber subscriber() {
        Subscription original = new Subscription(
                "p.>",
                null,
                "1",
                (s, m) -> {
                    taken.add(m.hold());
                    return Outcome.DELIVERED;
                },
                Trait.PUBLIC);
        return new Shadow(
                original, StreamMapping.of(Import.stream("A", ">", "p.>")), null, new Shadow.Importer("B", false));
    }

    @Override
    protected List<HeldMessage> taken() {
        return List.copyOf(taken);
    }

    @Override
    protected HeldMessage kept(HeldMessage handed) {
        return new HeldMessage("p." + handed.subject(), handed.reply(), handed.headers(), handed.payload());
    }
}
