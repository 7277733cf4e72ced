/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import java.util.concurrent.atomic.AtomicInteger;
import soma.spi.message.ByteView;

/** Uses up whole lines only, like a protocol does; remembers them. */
final class LineReader extends Peer {
    private final AtomicInteger lines = new AtomicInteger();

    @Override
    protected int take(ByteView bytes) {
        int used = 0;
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.byteAt(i) == '\n') {
                used = i + 1;
                lines.incrementAndGet();
            }
        }
        remember(new ByteView().wrap(bytes.segment(), bytes.offset(), used));
        return used;
    }

    int lines() {
        return lines.get();
    }
}
