/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.storage;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.ByteView;

/**
 * An ordered log of records with rising sequence numbers. One writer at a time, any number of readers beside it. Methods
 * may block. Failures of the medium are {@link StorageException}s; after one that is fatal the log takes no more writes.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface RecordLog extends AutoCloseable {
    /**
     * Appends a record under the next sequence number. Durable only after {@link #sync()}.
     *
     * @param timestamp nanoseconds since the epoch
     * @return the sequence number
     */
    long append(long timestamp, ByteView subject, ByteView headers, ByteView payload);

    /** Leaves a gap, so that the next append gets that number. */
    void skipTo(long sequence);

    /** Shows one record to the visitor; returns false when it is not there. */
    boolean read(long sequence, Visitor visitor);

    /** Shows the records from that number on, in order, until the visitor says stop. */
    void scan(long fromSequence, Visitor visitor);

    /**
     * Removes one record.
     *
     * @param overwrite whether its bytes must be destroyed too
     * @return whether it was there
     */
    boolean remove(long sequence, boolean overwrite);

    /** Drops everything below that number; returns how many records that were. */
    long compact(long firstKept);

    /** Drops everything above that number. */
    void truncate(long lastKept);

    /** Returns the extent of the log. */
    State state();

    /** Returns when everything appended before the call is on the medium. */
    void sync();

    /** Syncs and releases the log. */
    @Override
    void close();

    /**
     * The extent of a log.
     *
     * @param firstSequence the number of the first record; one more than the last when there is none
     * @param lastSequence  the last number that was given out; 0 when none was
     * @param records       how many records there are
     * @param bytes         how many bytes they take
     */
    record State(long firstSequence, long lastSequence, long records, long bytes) {}

    /** Is shown a record. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at a record, whose views are valid during the call only; returns whether to go on. */
        boolean visit(long sequence, long timestamp, ByteView subject, ByteView headers, ByteView payload);
    }
}
