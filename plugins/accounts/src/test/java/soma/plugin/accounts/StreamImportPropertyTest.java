/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.message.MessageBuffer;
import soma.spi.route.Outcome;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.Seed;

/** Deliveries through stream imports are those of a router that goes through everything for each message. */
class StreamImportPropertyTest {
    private static final List<String> TOKENS = List.of("a", "b");
    private static final List<String> QUEUES = List.of("q1", "q2");

    private final Map<String, Integer> got = new TreeMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private int imported;

    /** How subjects of A become subjects of B. */
    private record Stream(Import wanted) {
        @Nullable
        String local(String literal) {
            if (!Subjects.matches(wanted.subject(), literal)) {
                return null;
            }
            String local = wanted.localSubject();
            if (Subjects.isLiteral(wanted.subject()) || local.equals(wanted.subject())) {
                return Subjects.isLiteral(wanted.subject()) ? local : literal;
            }
            if (local.startsWith("p.")) {
                return "p." + literal;
            }
            String[] tokens = literal.split("\\.", -1);
            if (local.equals("$2.$1")) {
                return tokens[1] + "." + tokens[0];
            }
            return "x." + tokens[2] + "." + tokens[1];
        }
    }

    private record Wish(SubjectSpace space, Subscription subscription, int number) {}

    @Test
    void deliveriesAreThoseOfANaiveRouter() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int round = 0; round < 100; round++) {
                round(seed);
            }
            assertTrue(imported > 1_000, imported + " deliveries across spaces only");
        });
    }

    private void round(Seed seed) {
        got.clear();
        wishes.clear();
        TestUsers users = new TestUsers();
        try (TestKernel kernel = users.kernel("");
                MessageBuffer buffer = new MessageBuffer()) {
            SubjectSpace a = kernel.space("A");
            SubjectSpace b = kernel.space("B");
            users.accounts()
                    .define(AccountDefinition.named("A").withExports(List.of(Export.stream(">", Access.PUBLIC))));
            AccountDefinition importer = AccountDefinition.named("B");
            for (int step = 0; step < 12; step++) {
                switch (seed.random().nextInt(4)) {
                    case 0 -> {
                        importer = importer.withImports(List.copyOf(imports(seed)));
                        assertEquals(List.of(), users.accounts().define(importer));
                    }
                    case 1 -> remove(seed);
                    default -> add(seed, seed.random().nextInt(4) == 0 ? a : b);
                }
                publish(seed, buffer, a, b, importer);
            }
        }
    }

    private static Set<Import> imports(Seed seed) {
        Map<String, Import> bySubject = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            String subject = subject(seed, true);
            String local = Subjects.isLiteral(subject)
                    ? subject(seed, false)
                    : seed.random().nextBoolean() ? subject : "p." + subject;
            bySubject.put(subject, Import.stream("A", subject, local));
        }
        if (seed.random().nextBoolean()) {
            bySubject.put("a.*.*", Import.stream("A", "a.*.*", "x.$2.$1"));
        }
        if (seed.random().nextInt(4) == 0) {
            bySubject.put("*.*", Import.stream("A", "*.*", "$2.$1"));
        }
        return new LinkedHashSet<>(bySubject.values());
    }

    /** Returns one to three tokens, few enough that much of it matches. */
    private static String subject(Seed seed, boolean wildcards) {
        StringJoiner subject = new StringJoiner(".");
        int tokens = 1 + seed.random().nextInt(3);
        for (int i = 0; i < tokens; i++) {
            boolean last = i == tokens - 1;
            int dice = wildcards ? seed.random().nextInt(4) : 0;
            subject.add(dice == 3 && last ? ">" : dice == 2 ? "*" : seed.oneOf(TOKENS));
        }
        return subject.toString();
    }

    private void add(Seed seed, SubjectSpace space) {
        int number = wishes.size();
        String queue = seed.random().nextInt(3) == 0 ? seed.oneOf(QUEUES) : null;
        String subject = seed.random().nextInt(3) == 0
                ? seed.oneOf(List.of("p.>", "x.*.*", ">", "p.a.*", "x.b.*"))
                : subject(seed, true);
        Subscription subscription = new Subscription(
                subject,
                queue,
                Integer.toString(number),
                (s, m) -> {
                    String who = queue == null ? "#" + number : queue;
                    got.merge(who + " " + m.subject(), 1, Integer::sum);
                    return Outcome.DELIVERED;
                },
                Trait.PUBLIC);
        wishes.add(new Wish(space, subscription, number));
        space.add(subscription);
    }

    private void remove(Seed seed) {
        if (!wishes.isEmpty()) {
            Wish wish = seed.oneOf(wishes);
            wish.space().remove(wish.subscription());
        }
    }

    private void publish(Seed seed, MessageBuffer buffer, SubjectSpace a, SubjectSpace b, AccountDefinition importer) {
        for (int i = 0; i < 8; i++) {
            String subject = subject(seed, false);
            SubjectSpace space = seed.random().nextInt(4) == 0 ? b : a;
            got.clear();
            space.publish(buffer.set(subject, new byte[] {1}));
            Map<String, Integer> expected = expected(subject, space, a, b, importer);
            assertEquals(
                    plain(expected), plain(got), subject + " in " + space.name() + ", imports " + importer.imports());
            assertEquals(groups(expected).keySet(), groups(got).keySet());
            groups(got).forEach((group, times) -> assertEquals(1, times, "one of group " + group));
        }
    }

    private static Map<String, Integer> groups(Map<String, Integer> deliveries) {
        Map<String, Integer> groups = new TreeMap<>();
        deliveries.forEach((key, times) -> {
            if (!key.startsWith("#")) {
                groups.merge(key.substring(0, key.indexOf(' ')), times, Integer::sum);
            }
        });
        return groups;
    }

    private static Map<String, Integer> plain(Map<String, Integer> deliveries) {
        Map<String, Integer> plain = new TreeMap<>(deliveries);
        plain.keySet().removeIf(key -> !key.startsWith("#"));
        return plain;
    }

    private Map<String, Integer> expected(
            String subject, SubjectSpace space, SubjectSpace a, SubjectSpace b, AccountDefinition importer) {
        Map<String, Integer> expected = new TreeMap<>();
        for (Wish wish : wishes) {
            if (wish.subscription().isClosed()) {
                continue;
            }
            if (wish.space() == space && Subjects.matches(wish.subscription().subject(), subject)) {
                expected.merge(who(wish) + " " + subject, 1, Integer::sum);
            }
            if (space == a && wish.space() == b) {
                importer.imports().stream()
                        .map(wanted -> new Stream(wanted).local(subject))
                        .filter(local -> local != null
                                && Subjects.matches(wish.subscription().subject(), local))
                        .forEach(local -> {
                            imported++;
                            expected.merge(who(wish) + " " + local, 1, Integer::sum);
                        });
            }
        }
        return expected;
    }

    private static String who(Wish wish) {
        String queue = wish.subscription().queue();
        return queue == null ? "#" + wish.number() : queue;
    }
}
