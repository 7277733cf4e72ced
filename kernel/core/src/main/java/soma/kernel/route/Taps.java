/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import soma.kernel.assembly.Assembly;
import soma.kernel.lane.Frame;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.route.PublishTap;

/** The taps of one assembly with the headers that call them. Immutable; safe for any thread. */
@HotPath
public final class Taps {
    /** No taps. */
    public static final Taps NONE = new Taps(List.of());

    private final Entry[] entries;

    @SuppressWarnings("ArrayRecordComponent") // the bytes that are compared
    private record Entry(byte[] header, boolean ignoreCase, PublishTap tap) {}

    private Taps(List<PublishTap> taps) {
        List<Entry> all = new ArrayList<>();
        for (PublishTap tap : taps) {
            for (PublishTap.Trigger trigger : tap.triggers()) {
                String name = trigger.ignoreCase() ? trigger.name().toLowerCase(Locale.ROOT) : trigger.name();
                all.add(new Entry(name.getBytes(StandardCharsets.US_ASCII), trigger.ignoreCase(), tap));
            }
        }
        entries = all.toArray(Entry[]::new);
    }

    /** Returns the taps of an assembly. */
    public static Taps of(Assembly assembly) {
        List<PublishTap> taps = assembly.extensions(PublishTap.POINT);
        return taps.isEmpty() ? NONE : new Taps(taps);
    }

    /** Returns whether there are none, so that nobody has to look for them. */
    public boolean isEmpty() {
        return entries.length == 0;
    }

    /**
     * Returns the tap that a block of headers calls, or null.
     *
     * @param scratch is pointed at whatever is looked at
     */
    public @Nullable PublishTap find(ByteView headers, ByteView scratch) {
        for (Entry entry : entries) {
            boolean called = entry.ignoreCase
                    ? Headers.hasInAnyCase(headers, entry.header)
                    : Headers.find(headers, entry.header, scratch);
            if (called) {
                return entry.tap;
            }
        }
        return null;
    }

    /** Returns the tap that the headers of a frame call, or null; points the view at the headers. */
    public @Nullable PublishTap find(Frame frame, ByteView headers, ByteView scratch) {
        headers.wrap(frame.memory(), frame.body(), frame.headerLength());
        return find(headers, scratch);
    }
}
