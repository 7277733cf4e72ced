/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.participant.Identity;
import soma.spi.protocol.Protocol;
import soma.spi.protocol.SessionView;
import soma.spi.transport.Link;

/** Greets, says every line back, answers PING, and closes on an unknown verb or a long line. */
class EchoProtocol implements Protocol {
    private static final int LONGEST = 1024;

    @Override
    public Session open(Link link, boolean dialed) {
        var session = new EchoSession(link);
        session.write("INFO {\"name\":\"echo\"} \r\n");
        link.loop()
                .schedule(
                        () -> session.write("TICK\r\n"), Duration.ofSeconds(30).toNanos());
        return session;
    }

    /** What a wrong one changes: takes what of the text it can; returns how many bytes. */
    int take(EchoSession session, String text) {
        int from = 0;
        for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", from)) {
            line(session, text.substring(from, end));
            from = end + 2;
        }
        if (text.length() - from > LONGEST || (from == 0 && !text.isEmpty() && !isVerb(text))) {
            refuse(session);
        }
        return from;
    }

    void refuse(EchoSession session) {
        session.write("-ERR 'Unknown'\r\n");
        session.link.close();
    }

    private static boolean isVerb(String text) {
        String verb = text.substring(0, Math.min(4, text.length()));
        return "ECHO".startsWith(verb) || "PING".startsWith(verb);
    }

    private void line(EchoSession session, String line) {
        if (line.startsWith("ECHO ")) {
            session.write(line.substring(5) + "\r\n");
        } else if (line.equals("PING")) {
            session.write("PONG\r\n");
        } else {
            refuse(session);
        }
    }

    final class EchoSession implements Session, SessionView {
        final Link link;
        private final Instant started = Instant.EPOCH;

        EchoSession(Link link) {
            this.link = link;
        }

        void write(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            Chunk chunk = link.loop().chunks().take(bytes.length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, chunk.memory(), 0, bytes.length);
            chunk.advance(bytes.length);
            link.write(chunk, bytes.length);
        }

        @Override
        public int read(ByteView bytes) {
            return take(this, new String(bytes.copy(), StandardCharsets.ISO_8859_1));
        }

        @Override
        public void readComplete() {}

        @Override
        public void closed(@Nullable Throwable cause) {}

        @Override
        public void close(String reason) {
            link.loop().execute(link::close);
        }

        @Override
        public SessionView view() {
            return this;
        }

        @Override
        public Identity identity() {
            return new Identity(1, "Echo", "", "");
        }

        @Override
        public String protocol() {
            return "echo";
        }

        @Override
        public String space() {
            return "";
        }

        @Override
        public String remoteAddress() {
            return link.remoteAddress();
        }

        @Override
        public Instant started() {
            return started;
        }

        @Override
        public Instant lastActivity() {
            return started;
        }

        @Override
        public Duration rtt() {
            return Duration.ZERO;
        }

        @Override
        public long messagesIn() {
            return 0;
        }

        @Override
        public long messagesOut() {
            return 0;
        }

        @Override
        public long bytesIn() {
            return 0;
        }

        @Override
        public long bytesOut() {
            return 0;
        }

        @Override
        public long pendingBytes() {
            return link.pending();
        }

        @Override
        public int subscriptions() {
            return 0;
        }

        @Override
        public Map<String, Object> details() {
            return Map.of();
        }
    }
}
