/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.route.Interest;
import soma.spi.space.InterestListener;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.space.InterestListenerContract;

/** What a stream import believes is what it asks of its exporter. */
class StreamFlowTest extends InterestListenerContract {
    private PlainSpace exporter = new PlainSpace("A");

    @Override
    protected InterestListener listener() {
        exporter = new PlainSpace("A");
        return StreamFlow.unopened(new PlainSpace("B"), exporter, Import.stream("A", ">", ">"));
    }

    @Override
    protected Set<String> believed(InterestListener listener) {
        return text(exporter.present());
    }

    @Override
    protected Set<String> expected(List<Subscription> subscriptions, List<Interest> interests) {
        return text(subscriptions.stream().filter(s -> s.trait() != Trait.PROXY).toList());
    }

    private static Set<String> text(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .map(s -> s + " " + s.id() + " " + s.trait())
                .collect(Collectors.toSet());
    }
}
