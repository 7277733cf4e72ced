/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.ByteView;

/** Changes bytes on their way in and out. Confined to the owning loop. What it throws closes the link. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.OWNING_LOOP)
public interface LinkCodec {
    /** Decodes what can be decoded to the sink; returns how many bytes were used up. */
    int decode(ByteView bytes, Sink sink);

    /** Encodes all the bytes to the sink. */
    void encode(ByteView bytes, Sink sink);

    /** Takes what comes out. */
    @FunctionalInterface
    interface Sink {
        /** Takes bytes; the view is valid during the call. */
        void accept(ByteView bytes);
    }
}
