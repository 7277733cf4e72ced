/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What becomes one token of a destination, or several, or a part of one. */
sealed interface Part {
    /** Appends what it gives for a subject that was cut into tokens. */
    void append(String[] tokens, StringBuilder to);

    /** The token as it is written. */
    record Literal(String text) implements Part {
        @Override
        public void append(String[] tokens, StringBuilder to) {
            to.append(text);
        }
    }

    /** A token of the subject. */
    record Token(int index) implements Part {
        @Override
        public void append(String[] tokens, StringBuilder to) {
            to.append(tokens[index]);
        }
    }

    /** A token of the subject that a function makes something of. */
    record Cut(int index, TokenFunction function) implements Part {
        @Override
        public void append(String[] tokens, StringBuilder to) {
            function.append(tokens[index], to);
        }
    }

    /**
     * A number below a count that depends on some tokens.
     *
     * @param buckets how many numbers there are
     * @param indexes the tokens; none for all of them
     */
    record Partition(int buckets, List<Integer> indexes) implements Part {
        private static final int FNV_OFFSET = 0x811c9dc5;
        private static final int FNV_PRIME = 0x01000193;

        public Partition {
            indexes = List.copyOf(indexes);
        }

        @Override
        public void append(String[] tokens, StringBuilder to) {
            int number = buckets == 0 ? 0 : Integer.remainderUnsigned(hash(key(tokens)), buckets);
            to.append(Integer.toUnsignedString(number));
        }

        private String key(String[] tokens) {
            if (indexes.isEmpty()) {
                return String.join(".", tokens);
            }
            var key = new StringBuilder();
            indexes.forEach(index -> key.append(tokens[index]));
            return key.toString();
        }

        /** The 32-bit FNV-1a hash, as nats-server takes it: partitions have to be the same on both. */
        private static int hash(String key) {
            int hash = FNV_OFFSET;
            for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * FNV_PRIME;
            }
            return hash;
        }
    }

    /** A number below a count that is drawn. */
    record Drawn(int count, Dice dice) implements Part {
        @Override
        public void append(String[] tokens, StringBuilder to) {
            to.append(count == 0 ? 0 : dice.roll() % count);
        }
    }
}
