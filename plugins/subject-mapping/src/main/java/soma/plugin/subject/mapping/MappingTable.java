/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

/** The mappings of one space, ready to use. Immutable. */
final class MappingTable {
    private static final int ALL = 100;

    private final List<Mapping> mappings;
    private final List<Entry> entries;
    private final byte[][] beginnings;

    /** Makes a table of mappings that were checked, for a server of a cluster. */
    MappingTable(List<Mapping> mappings, String cluster) {
        this.mappings = List.copyOf(mappings);
        this.entries = this.mappings.stream()
                .map(mapping -> Entry.of(mapping, cluster))
                .toList();
        this.beginnings = this.mappings.stream()
                .map(mapping -> beginning(mapping.source()).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Returns what every subject that matches begins with. */
    private static String beginning(String source) {
        int star = source.indexOf('*');
        int rest = source.indexOf('>');
        int end = star < 0 ? rest : rest < 0 ? star : Math.min(star, rest);
        return end < 0 ? source : source.substring(0, end);
    }

    /** Returns whether something may map a literal subject: whether it begins like one that is mapped. */
    @HotPath
    boolean mayMap(ByteView subject) {
        for (byte[] beginning : beginnings) {
            if (subject.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    List<Mapping> mappings() {
        return mappings;
    }

    /** Returns the first entry that maps a literal subject, or null. */
    @Nullable
    Entry find(String subject) {
        for (Entry entry : entries) {
            if (Subjects.matches(entry.source(), subject)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * One mapping.
     *
     * @param choices where to; what is left of a hundred is lost
     */
    record Entry(String source, List<Choice> choices) {
        static Entry of(Mapping mapping, String cluster) {
            List<Choice> choices = new ArrayList<>();
            int limit = 0;
            for (Destination destination : mapping.effective(cluster)) {
                if (destination.weight() > 0) {
                    limit += destination.weight();
                    choices.add(new Choice(limit, SubjectTransform.of(mapping.source(), destination.subject())));
                }
            }
            return new Entry(mapping.source(), List.copyOf(choices));
        }

        /** Returns the only place to go, or null if lots are drawn. */
        @Nullable
        SubjectTransform only() {
            return choices.size() == 1 && choices.getFirst().limit() == ALL
                    ? choices.getFirst().transform()
                    : null;
        }

        /** Returns where to go for a lot of 0 to 99, or null if the message is lost. */
        @Nullable
        SubjectTransform choose(int lot) {
            for (Choice choice : choices) {
                if (lot < choice.limit()) {
                    return choice.transform();
                }
            }
            return null;
        }
    }

    /**
     * One place to go.
     *
     * @param limit the lot from which on it is no longer this one
     */
    record Choice(int limit, SubjectTransform transform) {}
}
