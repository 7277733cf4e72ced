/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.kernel.index.Matching.member;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import soma.kernel.index.Matching.NamedRelay;
import soma.spi.route.Interest;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/** Readers that match while one thread changes the index. */
class IndexChurnTest {
    private static final int READERS = 3;
    private static final int CHANGES = 30_000;
    private static final String[] PATTERNS = {
        "a.b.c", "a.b.*", "a.*.c", "*.b.c", "a.>", ">", "a.b.d", "a.*", "a", "x.y", "*.*.*", "a.b.>"
    };

    /** Relays are told apart by identity. */
    private final List<NamedRelay> relays =
            IntStream.range(0, 7).mapToObj(i -> new NamedRelay("passing " + i)).toList();

    private final SubjectIndex index = new SubjectIndex();
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger matches = new AtomicInteger();

    @Test
    void everyStableSubscriptionIsFoundExactlyOnceWhateverElseChanges() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            // stable ones between passing ones, so that they are moved when lists are made dense
            for (int i = 0; i < 4; i++) {
                index.add(member("a.b.c", null, "stable plain " + i));
                index.add(member("a.*.c", "w", "stable queue " + i));
                index.add(member("a.>", null, "stable rest " + i));
            }
            index.add(new Interest(new NamedRelay("stable relay"), "a.b.c", null, 1, ""));
            Race.run(READERS + 1, number -> {
                if (number == 0) {
                    change(seed);
                } else {
                    read();
                }
            });
            assertTrue(matches.get() > 0);
        });
    }

    private void change(Seed seed) {
        try {
            List<Member> passing = new ArrayList<>();
            for (int i = 0; i < CHANGES; i++) {
                boolean grow = i / 500 % 2 == 0;
                if (passing.isEmpty() || seed.random().nextInt(4) > (grow ? 0 : 2)) {
                    String queue = seed.random().nextInt(3) == 0 ? "w" : null;
                    Member added = member(PATTERNS[seed.random().nextInt(PATTERNS.length)], queue, "passing");
                    index.add(added);
                    passing.add(added);
                } else {
                    assertTrue(index.remove(passing.remove(seed.random().nextInt(passing.size()))));
                }
                NamedRelay relay = relays.get(i % relays.size());
                if (i % 14 < 7) {
                    index.add(new Interest(relay, "a.b.*", null, 1, ""));
                } else {
                    index.remove(new Interest(relay, "a.b.*", null, 1, ""));
                }
            }
        } finally {
            done.set(true);
        }
    }

    private void read() {
        Matching matching = new Matching(index);
        do {
            MatchSet found = matching.match("a.b.c");
            int plain = 0;
            for (int i = 0; i < found.plain(); i++) {
                plain += isStable(found.plain(i)) ? 1 : 0;
            }
            int queue = 0;
            for (int g = 0; g < found.groups(); g++) {
                for (int i = 0; i < found.group(g).size(); i++) {
                    queue += isStable(found.group(g).member(i)) ? 1 : 0;
                }
            }
            int relays = 0;
            for (int i = 0; i < found.interests(); i++) {
                relays += found.interest(i).relay().toString().startsWith("stable") ? 1 : 0;
            }
            assertEquals("8 plain, 4 queue, 1 relay", plain + " plain, " + queue + " queue, " + relays + " relay");
            matches.incrementAndGet();
        } while (!done.get());
    }

    private static boolean isStable(Member member) {
        return member.subscription().id().startsWith("stable");
    }
}
