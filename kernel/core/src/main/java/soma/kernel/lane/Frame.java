/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.lang.foreign.MemorySegment;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;

/**
 * A published message where it lies in the read buffer, in the form that most subscribers get it: the tail
 * {@code [reply ]sizes CRLF payload CRLF} is copied to them as it is. Reused from message to message; one per lane.
 */
@HotPath
public final class Frame {
    private MemorySegment memory = MemorySegment.NULL;
    private long subject;
    private int subjectLength;
    private long subjectHash;
    private long reply;
    private int replyLength;
    private int headerLength;
    private int size;
    private long tail;
    private int tailLength;
    private boolean live;

    Frame() {}

    /** Points at the subject, and forgets reply and headers. */
    public void subject(MemorySegment bytes, long at, int length, long hash) {
        memory = bytes;
        subject = at;
        subjectLength = length;
        subjectHash = hash;
        replyLength = 0;
        headerLength = 0;
    }

    /** Points at the reply subject. */
    public void reply(long at, int length) {
        reply = at;
        replyLength = length;
    }

    /** Sets how many bytes of the message are headers. */
    public void headers(int length) {
        headerLength = length;
    }

    /**
     * Points at the tail.
     *
     * @param messageSize how many bytes headers and payload have together
     */
    public void tail(long at, int length, int messageSize) {
        tail = at;
        tailLength = length;
        size = messageSize;
    }

    /** Returns the memory that everything lies in. */
    public MemorySegment memory() {
        return memory;
    }

    /** Returns where the subject begins. */
    public long subject() {
        return subject;
    }

    /** Returns how long the subject is. */
    public int subjectLength() {
        return subjectLength;
    }

    /** Returns the hash of the subject, as {@link Words} makes it. */
    public long subjectHash() {
        return subjectHash;
    }

    /** Returns where the reply subject begins. */
    public long reply() {
        return reply;
    }

    /** Returns how long the reply subject is; 0 for none. */
    public int replyLength() {
        return replyLength;
    }

    /** Returns how many bytes of the message are headers. */
    public int headerLength() {
        return headerLength;
    }

    /** Returns how many bytes headers and payload have together. */
    public int size() {
        return size;
    }

    /** Returns where the tail begins. */
    public long tail() {
        return tail;
    }

    /** Returns how long the tail is. */
    public int tailLength() {
        return tailLength;
    }

    /** Returns where headers and payload begin. */
    public long body() {
        return tail + tailLength - 2 - size;
    }

    /** Points a message at the parts of this frame; its subject becomes its target too. */
    public void show(Message message) {
        message.subject().wrap(memory, subject, subjectLength);
        message.target().wrap(memory, subject, subjectLength);
        message.reply().wrap(memory, reply, replyLength);
        long body = body();
        message.headers().wrap(memory, body, headerLength);
        message.payload().wrap(memory, body + headerLength, size - headerLength);
    }

    /** Says whether this frame is being published, so that messages may be compared with it. */
    public void live(boolean now) {
        live = now;
    }

    /** Returns whether reply, headers and payload of a message are still the ones of this frame. */
    public boolean isTailOf(Message message) {
        if (!live) {
            return false;
        }
        return isAt(message.payload(), body() + headerLength, size - headerLength)
                && isAt(message.headers(), body(), headerLength)
                && isAt(message.reply(), reply, replyLength);
    }

    private boolean isAt(ByteView view, long at, int length) {
        return view.length() == length && (length == 0 || (view.segment().equals(memory) && view.offset() == at));
    }
}
