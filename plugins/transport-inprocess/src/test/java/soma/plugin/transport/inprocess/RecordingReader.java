/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.transport.Link;
import soma.spi.transport.LinkReader;

/** Writes down what a link tells, and uses up whole lines only. */
class RecordingReader implements LinkReader {
    final Link link;
    final List<String> heard = new ArrayList<>();
    int wants;

    RecordingReader(Link link) {
        this.link = link;
    }

    @Override
    public int read(ByteView bytes) {
        String text = bytes.toString();
        heard.add("read " + text);
        int end = text.lastIndexOf('\n') + 1;
        if (end > 0) {
            line(text.substring(0, end));
        }
        return end;
    }

    void line(String lines) {
        // for subclasses
    }

    @Override
    public int wanted() {
        return wants;
    }

    @Override
    public void readComplete() {
        heard.add("complete");
    }

    @Override
    public void blocked() {
        heard.add("blocked");
    }

    @Override
    public void progress(long pending) {
        heard.add("progress " + pending);
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        heard.add("closed" + (cause == null ? "" : " " + cause.getMessage()));
    }

    long write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // a chunk of its own: the calling thread need not be the loop's
        Chunk chunk = new soma.spi.memory.ChunkPool().take(Math.max(1, bytes.length));
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, chunk.memory(), chunk.end(), bytes.length);
        chunk.advance(bytes.length);
        return link.write(chunk, bytes.length);
    }
}
