/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.storage;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import soma.spi.message.ByteView;
import soma.spi.message.HeldMessage;
import soma.spi.message.MessageBuffer;
import soma.spi.storage.RecordLog;
import soma.spi.storage.StorageEngine;

final class RecordLogContractTest {
    @Test
    void acceptsACorrectEngine() {
        assertPasses(Right.class);
    }

    @Test
    void findsALogThatGivesNumbersAgain() {
        assertFails(
                Reusing.class,
                "removingTheLastKeepsItsNumber",
                "randomOperationsAgreeWithAMap",
                "compactDropsTheBeginning");
    }

    @Test
    void findsAnEngineThatForgets() {
        assertFails(Forgetful.class, "everythingIsThereAfterReopening");
    }

    static class Right extends RecordLogContract {
        @Override
        protected StorageEngine engine() {
            return new MapEngine();
        }
    }

    static class Reusing extends Right {
        @Override
        protected StorageEngine engine() {
            return new MapEngine() {
                @Override
                MapLog make() {
                    return new MapLog() {
                        @Override
                        public boolean remove(long sequence, boolean overwrite) {
                            boolean there = super.remove(sequence, overwrite);
                            last = records.isEmpty() ? 0 : records.lastKey();
                            return there;
                        }

                        @Override
                        public long compact(long firstKept) {
                            long dropped = super.compact(firstKept);
                            last = records.isEmpty() ? 0 : records.lastKey();
                            return dropped;
                        }
                    };
                }
            };
        }
    }

    static class Forgetful extends Right {
        @Override
        protected StorageEngine engine() {
            return new MapEngine() {
                @Override
                public RecordLog open(LogSpec spec) {
                    return make();
                }
            };
        }
    }

    static class MapEngine implements StorageEngine {
        private final Map<String, MapLog> logs = new HashMap<>();

        MapLog make() {
            return new MapLog();
        }

        @Override
        public RecordLog open(LogSpec spec) {
            return logs.computeIfAbsent(spec.name(), name -> make());
        }

        @Override
        public void delete(LogSpec spec) {
            logs.remove(spec.name());
        }
    }

    static class MapLog implements RecordLog {
        final ConcurrentSkipListMap<Long, Map.Entry<Long, HeldMessage>> records = new ConcurrentSkipListMap<>();
        long last;

        @Override
        public long append(long timestamp, ByteView subject, ByteView headers, ByteView payload) {
            last++;
            records.put(
                    last,
                    Map.entry(timestamp, new HeldMessage(subject.toString(), "", headers.copy(), payload.copy())));
            return last;
        }

        @Override
        public void skipTo(long sequence) {
            last = sequence - 1;
        }

        @Override
        public boolean read(long sequence, Visitor visitor) {
            var record = records.get(sequence);
            return record != null && show(sequence, record, visitor, true);
        }

        @Override
        public void scan(long fromSequence, Visitor visitor) {
            for (var each : records.tailMap(fromSequence).entrySet()) {
                if (!show(each.getKey(), each.getValue(), visitor, false)) {
                    return;
                }
            }
        }

        private static boolean show(
                long sequence, Map.Entry<Long, HeldMessage> record, Visitor visitor, boolean otherwise) {
            try (MessageBuffer buffer = new MessageBuffer()) {
                var shown = buffer.set(record.getValue());
                return visitor.visit(sequence, record.getKey(), shown.subject(), shown.headers(), shown.payload())
                        || otherwise;
            }
        }

        @Override
        public boolean remove(long sequence, boolean overwrite) {
            return records.remove(sequence) != null;
        }

        @Override
        public long compact(long firstKept) {
            List<Long> dropped = List.copyOf(records.headMap(firstKept).keySet());
            dropped.forEach(records::remove);
            return dropped.size();
        }

        @Override
        public void truncate(long lastKept) {
            records.tailMap(lastKept, false).clear();
            last = Math.min(last, lastKept);
        }

        @Override
        public State state() {
            long bytes = records.values().stream()
                    .mapToLong(r -> r.getValue().payload().length)
                    .sum();
            long first = records.isEmpty() ? last + 1 : records.firstKey();
            return new State(first, last, records.size(), bytes);
        }

        @Override
        public void sync() {}

        @Override
        public void close() {}
    }
}
