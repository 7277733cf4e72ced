/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.ByteView;

/**
 * The reading side of one connection. Called on the owning loop only. What {@link #read} throws closes the link and is
 * logged as a bug.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.OWNING_LOOP)
public interface LinkReader {
    /**
     * Takes bytes. What is not used up comes again, contiguous, with more behind it. The memory may be read (not
     * written) for at least eight bytes past the view's end; those bytes mean nothing.
     *
     * @return how many bytes were used up
     */
    @HotPath
    int read(ByteView bytes);

    /**
     * Returns how many bytes, from the first one not used up, the reader needs before it can go on; 0 if it does not know.
     * Lets a transport collect a large message in one place without asking again for every piece of it.
     */
    @HotPath
    default int wanted() {
        return 0;
    }

    /** Hears that all bytes of one wake-up have been handed over: time to see that links written to are flushed. */
    @HotPath
    void readComplete();

    /** Hears that the peer takes no more bytes for now. Called once, until {@link #progress} tells that nothing waits. */
    default void blocked() {}

    /** Hears, after {@link #blocked()}, that bytes were written; {@code pending} still wait, 0 ends the blockage. */
    default void progress(long pending) {}

    /**
     * Hears that TLS, asked for by {@link Link#startTls}, is established.
     */
    default void secured() {}

    /**
     * Hears that the link is gone; called exactly once, and last.
     *
     * @param cause what broke it, or null when either side closed it in order
     */
    void closed(@Nullable Throwable cause);
}
