/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testing;

import java.util.function.Consumer;
import soma.spi.message.Message;
import soma.spi.route.Interest;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;

/** A space of a name that takes nothing. */
public record FakeSpace(String name) implements SubjectSpace {
    @Override
    public void add(Subscription subscription) {}

    @Override
    public void remove(Subscription subscription) {}

    @Override
    public void addInterest(Interest interest) {}

    @Override
    public void removeInterest(Interest interest) {}

    @Override
    public Registration listen(InterestListener listener) {
        return () -> {};
    }

    @Override
    public int publish(Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasInterest(String literal) {
        return false;
    }

    @Override
    public int subscriptions() {
        return 7;
    }

    @Override
    public void forEach(Consumer<Subscription> action) {}

    @Override
    public Statistics statistics() {
        return new Statistics(7, 7, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public void invalidateRoutes() {}
}
