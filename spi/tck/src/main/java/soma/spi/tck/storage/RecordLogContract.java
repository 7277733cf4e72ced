/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.spi.annotation.Api;
import soma.spi.message.ByteView;
import soma.spi.message.HeldMessage;
import soma.spi.storage.RecordLog;
import soma.spi.storage.RecordLog.State;
import soma.spi.storage.StorageEngine;
import soma.spi.storage.StorageEngine.LogSpec;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link StorageEngine} and its logs must do, apart from surviving crashes. A test extends it and makes the
 * engine; what is appended is scribbled over, freed and guarded when {@code append} returns.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class RecordLogContract {
    /** What an engine may leave out. */
    public enum Ability {
        /** Records are there again when the log is closed and opened. */
        SURVIVES_REOPEN
    }

    @TempDir
    @Nullable
    Path directory;

    private @Nullable StorageEngine engine;
    private @Nullable RecordLog log;

    /** For subclasses. */
    protected RecordLogContract() {}

    /** Makes the engine; called before every test. */
    protected abstract StorageEngine engine();

    /** Returns what the engine can do: everything, unless overridden. */
    protected Set<Ability> abilities() {
        return Set.of(Ability.values());
    }

    /** Opens an empty log. */
    @BeforeEach
    public final void open() {
        engine = engine();
        log = engine.open(spec());
    }

    /** Closes the log. */
    @AfterEach
    public final void close() {
        log().close();
    }

    @Test
    public void anEmptyLogIsEmpty() {
        assertEquals(1, log().state().firstSequence());
        assertEquals(0, log().state().lastSequence());
        assertEquals(0, log().state().records());
        assertFalse(log().read(1, RecordLogContract::never), "record 1");
        log().scan(0, RecordLogContract::never);
    }

    @Test
    public void keepsCopiesOfWhatWasAppended() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            HeldMessage record = FleetingMessage.held("sub." + i, "", "h".repeat(i - 1), "p".repeat(1000 * (i - 1)));
            assertEquals(i, append(record, i * 10L), "the sequence number");
            expected.add(i + " @" + i * 10L + " " + FleetingMessage.text(record));
        }
        assertEquals(expected, scan(0));
        assertEquals(expected, readAll(5));
        assertEquals(expected.subList(2, 5), scan(3), "from 3");
        checkState(1, 5, 5);
        assertTrue(log().state().bytes() >= 10_000, "bytes hold the payloads: " + log().state());
    }

    @Test
    public void aScanStopsWhenTold() {
        appendMany(10);
        List<Long> seen = new ArrayList<>();
        log().scan(2, (sequence, timestamp, subject, headers, payload) -> {
            seen.add(sequence);
            return sequence < 4;
        });
        assertEquals(List.of(2L, 3L, 4L), seen);
    }

    @Test
    public void removeTakesOneAway() {
        appendMany(5);
        assertTrue(log().remove(3, false));
        assertFalse(log().remove(3, false), "removed already");
        assertFalse(log().remove(99, false), "never there");
        assertTrue(log().remove(4, true), "with its bytes destroyed");
        assertFalse(log().read(3, RecordLogContract::never));
        assertEquals(List.of(1L, 2L, 5L), sequences());
        checkState(1, 5, 3);
        assertTrue(log().remove(1, false));
        checkState(2, 5, 2);
        assertEquals(6, append(FleetingMessage.held("next", "", ""), 0), "numbers are never given again");
    }

    @Test
    public void removingTheLastKeepsItsNumber() {
        appendMany(2);
        assertTrue(log().remove(2, false));
        assertTrue(log().remove(1, false));
        checkState(3, 2, 0);
        assertEquals(3, append(FleetingMessage.held("next", "", ""), 0));
    }

    @Test
    public void compactDropsTheBeginning() {
        appendMany(10);
        log().remove(2, false);
        assertEquals(3, log().compact(5), "1, 3 and 4");
        assertEquals(0, log().compact(5), "done already");
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L, 10L), sequences());
        checkState(5, 10, 6);
        assertEquals(6, log().compact(11));
        checkState(11, 10, 0);
        assertEquals(11, append(FleetingMessage.held("next", "", ""), 0));
    }

    @Test
    public void truncateDropsTheEndAndItsNumbers() {
        appendMany(10);
        log().truncate(4);
        assertEquals(List.of(1L, 2L, 3L, 4L), sequences());
        checkState(1, 4, 4);
        assertEquals(5, append(FleetingMessage.held("again", "", ""), 0));
        log().truncate(99);
        checkState(1, 5, 5);
    }

    @Test
    public void skipToLeavesAGap() {
        appendMany(2);
        log().skipTo(10);
        assertEquals(2, log().state().records());
        assertEquals(10, append(FleetingMessage.held("after", "", ""), 0));
        assertEquals(List.of(1L, 2L, 10L), sequences());
        assertFalse(log().read(5, RecordLogContract::never), "in the gap");
        checkState(1, 10, 3);
    }

    @Test
    public void everythingIsThereAfterReopening() {
        if (!abilities().contains(Ability.SURVIVES_REOPEN)) {
            return;
        }
        appendMany(10);
        log().remove(5, false);
        log().compact(3);
        log().sync();
        List<String> before = scan(0);
        State state = log().state();
        reopen();
        assertEquals(before, scan(0));
        assertEquals(
                List.of(state.firstSequence(), state.lastSequence(), state.records()),
                List.of(
                        log().state().firstSequence(),
                        log().state().lastSequence(),
                        log().state().records()));
        assertEquals(11, append(FleetingMessage.held("next", "", ""), 0));
    }

    @Test
    public void aDeletedLogIsEmptyWhenOpenedAgain() {
        appendMany(3);
        log().close();
        StorageEngine mine = theEngine();
        mine.delete(spec());
        mine.delete(spec());
        log = mine.open(spec());
        checkState(1, 0, 0);
    }

    @Test
    public void logsOfDifferentNamesAreApart() {
        appendMany(3);
        LogSpec other = new LogSpec("other", spec().directory().resolveSibling("other"), false);
        try (RecordLog second = theEngine().open(other)) {
            assertEquals(0, second.state().records());
        }
        assertEquals(3, log().state().records());
    }

    @Test
    public void readersSeeWholeRecordsBesideTheWriter() {
        int records = 500;
        var done = new AtomicBoolean();
        Race.run(4, number -> {
            if (number == 0) {
                appendMany(records);
                done.set(true);
                return;
            }
            boolean last;
            do {
                last = done.get();
                long[] expected = {1};
                log().scan(1, (sequence, timestamp, subject, headers, payload) -> {
                    assertEquals(expected[0]++, sequence, "records come in order, without holes");
                    assertEquals("payload " + sequence, payload.toString());
                    return true;
                });
            } while (!last);
        });
        assertEquals(records, log().state().records());
    }

    @Test
    public void randomOperationsAgreeWithAMap() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            var model = new TreeMap<Long, String>();
            long next = 1;
            for (int i = 0; i < 500; i++) {
                long any = seed.random().nextLong(next + 1);
                switch (seed.random().nextInt(12)) {
                    case 0 -> assertEquals(model.remove(any) != null, log().remove(any, false), "remove " + any);
                    case 1 -> {
                        long first = Math.max(1, any / 2);
                        assertEquals(model.headMap(first).size(), log().compact(first), "compact " + first);
                        model.headMap(first).clear();
                    }
                    case 2 -> {
                        next += 3;
                        log().skipTo(next);
                    }
                    default -> {
                        assertEquals(next, append(FleetingMessage.held("s", "", "payload " + next), next));
                        model.put(next, next + " @" + next + " s <> '' 'payload " + next + "'");
                        next++;
                    }
                }
                assertEquals(model.size(), log().state().records(), "records after step " + i);
            }
            assertEquals(List.copyOf(model.values()), scan(0));
        });
    }

    private void appendMany(int count) {
        for (int i = 1; i <= count; i++) {
            append(FleetingMessage.held("sub", "", "payload " + i), i);
        }
    }

    private long append(HeldMessage record, long timestamp) {
        long[] sequence = new long[1];
        FleetingMessage.during(record, message -> {
            sequence[0] = log().append(timestamp, message.subject(), message.headers(), message.payload());
            return 0;
        });
        return sequence[0];
    }

    private List<String> scan(long from) {
        List<String> seen = new ArrayList<>();
        log().scan(from, (sequence, timestamp, subject, headers, payload) -> {
            var record = new HeldMessage(subject.toString(), "", headers.copy(), payload.copy());
            return seen.add(sequence + " @" + timestamp + " " + FleetingMessage.text(record));
        });
        return seen;
    }

    private List<String> readAll(long last) {
        List<String> seen = new ArrayList<>();
        for (long wanted = 1; wanted <= last; wanted++) {
            boolean there = log().read(wanted, (sequence, timestamp, subject, headers, payload) -> {
                var record = new HeldMessage(subject.toString(), "", headers.copy(), payload.copy());
                return seen.add(sequence + " @" + timestamp + " " + FleetingMessage.text(record));
            });
            assertTrue(there, "record " + wanted);
        }
        return seen;
    }

    private List<Long> sequences() {
        List<Long> seen = new ArrayList<>();
        log().scan(0, (sequence, timestamp, subject, headers, payload) -> seen.add(sequence));
        return seen;
    }

    private void checkState(long first, long last, long records) {
        State state = log().state();
        assertEquals(
                List.of(first, last, records),
                List.of(state.firstSequence(), state.lastSequence(), state.records()),
                "first, last, records");
    }

    private void reopen() {
        log().close();
        log = theEngine().open(spec());
    }

    private LogSpec spec() {
        Path root = directory;
        if (root == null) {
            throw new IllegalStateException("no directory yet");
        }
        return new LogSpec("tck", root.resolve("tck"), true);
    }

    private RecordLog log() {
        RecordLog mine = log;
        if (mine == null) {
            throw new IllegalStateException("no log yet");
        }
        return mine;
    }

    private StorageEngine theEngine() {
        StorageEngine mine = engine;
        if (mine == null) {
            throw new IllegalStateException("no engine yet");
        }
        return mine;
    }

    private static boolean never(long sequence, long timestamp, ByteView subject, ByteView headers, ByteView payload) {
        throw new AssertionError("shown record " + sequence + " (expected: none)");
    }
}
