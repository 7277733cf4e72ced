/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import soma.spi.message.Message;

/** Writes down what the owner of an outlet is told. */
public final class FakeOwner implements Outlet.Owner {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    public FakeOwner() {}

    /** Returns what it was told so far. */
    public List<String> told() {
        return told;
    }

    @Override
    public void overflowed() {
        told.add("overflowed");
    }

    @Override
    public void limitReached(ClientSink sink) {
        told.add("limit of " + new String(sink.id(), StandardCharsets.US_ASCII));
    }

    @Override
    public void whenRelieved(Runnable task) {
        told.add("task waits");
    }

    @Override
    public void traced(ClientSink sink, Message message) {
        told.add("traced " + message.subject() + " to " + new String(sink.id(), StandardCharsets.US_ASCII));
    }
}
