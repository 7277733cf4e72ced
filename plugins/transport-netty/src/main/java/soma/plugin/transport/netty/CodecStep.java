/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;

/** Reads for a codec and hands on what it decodes. Confined to the link's loop. */
final class CodecStep implements LinkReader {
    private final LinkCodec codec;
    private final Inbound next;

    CodecStep(LinkCodec codec, Inbound next) {
        this.codec = codec;
        this.next = next;
    }

    @Override
    public int read(ByteView bytes) {
        return codec.decode(bytes, next);
    }

    @Override
    public void readComplete() {
        // the link tells the reader itself
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        next.drop();
    }
}
