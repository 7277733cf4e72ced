/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.kernel.route.Model.Publication;
import soma.kernel.route.Model.RelayRule;
import soma.kernel.route.Model.Wish;
import soma.spi.auth.Authorization;
import soma.spi.message.QueueScope;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Relay.Rank;
import soma.spi.tck.fixture.Seed;

/** Random clients, plugins and relays, and random messages: the kernel does what deciding per message would do. */
class DifferentialTest {
    private static final int STEPS = 2_500;
    private static final int MOST_CLIENTS = 7;
    private static final List<String> SPACES = List.of("$G", "tenant");
    /** One more space, where relays are among themselves, so that the lower ranks get their turn. */
    private static final List<String> SPACES_OF_RELAYS = List.of("$G", "tenant", "edge", "edge");

    private static final List<Rank> RANKS =
            List.of(Rank.PEER, Rank.FALLBACK, Rank.FALLBACK, Rank.LAST, Rank.LAST, Rank.NEVER);
    private static final List<Authorization> AUTHORIZATIONS = List.of(
            Authorization.ALLOW_ALL,
            TestPermissions.receivingAllBut("a.b", "c.>"),
            TestPermissions.answering("b.>", "c"),
            new TestPermissions(List.of("a.*"), List.of("c.c"), List.of("b.>"), List.of("b.a")));

    @Test
    void clientsAloneGetWhatDecidingPerMessageGives() {
        run(false);
    }

    @Test
    void clientsAmongPluginsAndRelaysGetWhatDecidingPerMessageGives() {
        run(true);
    }

    private static void run(boolean mixed) {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            try (World world = new World()) {
                Steps steps = new Steps(seed, world, mixed);
                for (int i = 0; i < STEPS; i++) {
                    steps.next();
                }
            }
        });
    }

    /** Chooses what happens next. */
    private static final class Steps {
        private final Seed seed;
        private final World world;
        private final boolean mixed;

        Steps(Seed seed, World world, boolean mixed) {
            this.seed = seed;
            this.world = world;
            this.mixed = mixed;
        }

        void next() {
            switch (seed.random().nextInt(mixed ? 28 : 20)) {
                case 0 -> connectOrDisconnect();
                case 1, 2 -> subscribe();
                case 3, 4 -> end();
                case 5 -> world.invalidate(seed.oneOf(SPACES));
                case 20 -> subscribePlugin();
                case 21, 22 -> want();
                case 23, 24, 25, 26, 27 -> publishIntoSpace();
                default -> publish();
            }
        }

        private void connectOrDisconnect() {
            if (world.clients().size() < MOST_CLIENTS) {
                world.connect(seed.oneOf(SPACES), seed.oneOf(AUTHORIZATIONS), chance(2), !chance(4));
            } else {
                world.disconnect(seed.oneOf(world.clients()));
            }
        }

        private void subscribe() {
            if (!world.clients().isEmpty()) {
                world.subscribe(seed.oneOf(world.clients()), pattern(), queue());
            }
        }

        private void subscribePlugin() {
            world.subscribePlugin(seed.oneOf(SPACES), pattern(), queue());
        }

        private void want() {
            if (world.relays() < 8) {
                world.addRelay(seed.oneOf(SPACES_OF_RELAYS), rule());
            }
            world.want(
                    seed.random().nextInt(world.relays()),
                    pattern(),
                    queue(),
                    1 + seed.random().nextInt(3));
        }

        private RelayRule rule() {
            Set<Scope> accepted = EnumSet.noneOf(Scope.class);
            Map<Scope, Rank> ranks = new EnumMap<>(Scope.class);
            for (Scope scope : Scope.values()) {
                if (chance(2)) {
                    accepted.add(scope);
                }
                ranks.put(scope, seed.oneOf(RANKS));
            }
            return new RelayRule(accepted, ranks);
        }

        private void end() {
            List<Wish> wishes = world.wishes();
            // more is ended the more there is, so that subjects have some subscriptions and not all
            if (!wishes.isEmpty() && seed.random().nextInt(30) < wishes.size()) {
                world.end(seed.oneOf(wishes), chance(2) ? 0 : 1 + seed.random().nextInt(6));
            }
        }

        private void publish() {
            if (!world.clients().isEmpty()) {
                world.publish(seed.oneOf(world.clients()), subject(), chance(2) ? subject() : "", chance(3));
            }
        }

        private void publishIntoSpace() {
            QueueScope queues = switch (seed.random().nextInt(3)) {
                case 0 -> QueueScope.ALL;
                case 1 -> QueueScope.NONE;
                default -> QueueScope.only(Set.of("w"));
            };
            Scope from = seed.oneOf(List.of(Scope.values()));
            world.publish(new Publication(
                    seed.oneOf(SPACES_OF_RELAYS), null, subject(), chance(2) ? "re" : "", from, queues));
        }

        private @Nullable String queue() {
            return chance(2) ? null : chance(2) ? "w" : "v";
        }

        private String subject() {
            return subject(List.of("a", "b", "c"), List.of("a", "b", "c"));
        }

        private String pattern() {
            return subject(List.of("a", "b", "c", "*"), List.of("a", "b", "c", "*", ">"));
        }

        private String subject(List<String> first, List<String> last) {
            return switch (seed.random().nextInt(5)) {
                case 0 -> seed.oneOf(last);
                case 1, 2, 3 -> seed.oneOf(first) + "." + seed.oneOf(last);
                default -> seed.oneOf(first) + "." + seed.oneOf(first) + "." + seed.oneOf(last);
            };
        }

        private boolean chance(int oneIn) {
            return seed.random().nextInt(oneIn) == 0;
        }
    }
}
