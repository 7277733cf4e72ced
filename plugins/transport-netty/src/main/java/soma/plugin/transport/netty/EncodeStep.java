/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.transport.LinkCodec;

/** Encodes chunks with a codec, and the result with the one that was there before. Confined to the link's loop. */
final class EncodeStep implements LinkCodec.Sink {
    private final NettyLoop loop;
    private final LinkCodec codec;
    private final @Nullable EncodeStep towardsWire;
    private final Consumer<Chunk> queue;
    private final ByteView view = new ByteView();

    EncodeStep(NettyLoop loop, LinkCodec codec, @Nullable EncodeStep towardsWire, Consumer<Chunk> queue) {
        this.loop = loop;
        this.codec = codec;
        this.towardsWire = towardsWire;
        this.queue = queue;
    }

    /** Encodes one chunk, which stays the caller's. */
    void encode(Chunk chunk) {
        codec.encode(view.wrap(chunk.memory(), chunk.start(), chunk.length()), this);
    }

    @Override
    public void accept(ByteView encoded) {
        if (towardsWire != null) {
            towardsWire.codec.encode(encoded, towardsWire);
            return;
        }
        Chunk chunk = loop.chunks().take(encoded.length());
        MemorySegment.copy(encoded.segment(), encoded.offset(), chunk.memory(), 0, encoded.length());
        chunk.advance(encoded.length());
        queue.accept(chunk);
    }
}
