/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;
import soma.spi.message.Message;
import soma.spi.route.Interest;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** Matches subjects given as text and shows what was found. Confined to one thread. */
final class Matching {
    private final SubjectIndex index;
    private final MatchSet found = new MatchSet();

    Matching(SubjectIndex index) {
        this.index = index;
    }

    static Member member(String subject, @Nullable String queue, String id) {
        return new Member(new Subscription(subject, queue, id, (s, m) -> Outcome.DELIVERED, Trait.PUBLIC), null);
    }

    MatchSet match(String subject) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes.length + 16L);
            MemorySegment.copy(bytes, 0, memory, Words.BYTE, 3, bytes.length);
            memory.set(Words.BYTE, 3L + bytes.length, (byte) ' ');
            index.match(memory, 3, bytes.length, found);
        }
        return found;
    }

    /** Returns what matches: the ids of plain members, then groups as {@code name=ids}, then interests, each sorted. */
    String text(String subject) {
        MatchSet set = match(subject);
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < set.plain(); i++) {
            plain.add(set.plain(i).subscription().id());
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < set.groups(); i++) {
            groups.add(text(set.group(i)));
        }
        List<String> interests = new ArrayList<>();
        for (int i = 0; i < set.interests(); i++) {
            Interest interest = set.interest(i);
            interests.add(interest.relay() + ":" + interest.subject() + "*" + interest.weight());
        }
        List<String> all = new ArrayList<>();
        all.addAll(plain.stream().sorted().toList());
        all.addAll(groups.stream().sorted().toList());
        all.addAll(interests.stream().sorted().toList());
        return String.join(" ", all);
    }

    private static String text(MatchSet.Group group) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            ids.add(group.member(i).subscription().id());
        }
        return group.name() + "=" + String.join(",", ids.stream().sorted().toList());
    }

    /** A relay that has a name and nothing else. */
    record NamedRelay(String name) implements Relay {
        @Override
        public boolean accepts(Question question, Interest interest) {
            return true;
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return Rank.PEER;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            return Outcome.DELIVERED;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
