/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Turns an event into a line. Called under the sink's lock. */
interface Layout {
    /** Writes the line, its end included. */
    void write(Instant now, Label label, String text, Line line);

    /** {@code [pid] 2006/01/02 15:04:05.000000 [INF] text}, as nats-server prints it. */
    final class Text implements Layout {
        private final String pid;
        private final Stamp stamp;
        private final boolean time;
        private final boolean colours;

        Text(LogOptions options, long pid, boolean colours) {
            this.pid = "[" + pid + "] ";
            this.stamp = Stamp.goStyle(options.utc());
            this.time = options.time();
            this.colours = colours;
        }

        @Override
        public void write(Instant now, Label label, String text, Line line) {
            line.ascii(pid);
            if (time) {
                stamp.write(now, line);
                line.put(' ');
            }
            line.ascii(colours ? label.coloured : label.plain);
            line.text(text);
            line.put('\n');
        }
    }

    /** {@code {"time":"2006-01-02T15:04:05.000000Z","pid":1,"level":"info","text":"…"}}. */
    final class Json implements Layout {
        private static final String TIME = "{\"time\":\"";
        private static final String TEXT = ",\"text\":";

        private final Stamp stamp = Stamp.iso();
        private final String pid;

        Json(long pid) {
            this.pid = "Z\",\"pid\":" + pid + ",\"level\":";
        }

        @Override
        public void write(Instant now, Label label, String text, Line line) {
            line.ascii(TIME);
            stamp.write(now, line);
            line.ascii(pid);
            line.quoted(label.word);
            line.ascii(TEXT);
            line.quoted(text);
            line.put('}');
            line.put('\n');
        }
    }

    /** {@code <29>2006-01-02T15:04:05.000000Z host tag[pid]: text}, of the facility daemon. */
    final class Syslog implements Layout {
        private static final int DAEMON = 3 << 3;

        private final Stamp stamp = Stamp.iso();
        private final String origin;

        Syslog(String host, String tag, long pid) {
            this.origin = "Z " + host + " " + tag + "[" + pid + "]: ";
        }

        @Override
        public void write(Instant now, Label label, String text, Line line) {
            line.put('<');
            line.digits(DAEMON + label.severity, 2);
            line.put('>');
            stamp.write(now, line);
            line.text(origin);
            line.text(text);
            line.put('\n');
        }
    }

    /** {@code <29>Nov  5 15:04:05 tag[pid]: text}, as daemons expect it from programs of their machine. */
    final class LocalSyslog implements Layout {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

        private final String origin;

        LocalSyslog(String tag, long pid) {
            this.origin = " " + tag + "[" + pid + "]: ";
        }

        @Override
        public void write(Instant now, Label label, String text, Line line) {
            line.put('<');
            line.digits(Syslog.DAEMON + label.severity, 2);
            line.put('>');
            line.ascii(TIME.format(now.atZone(ZoneId.systemDefault())));
            line.text(origin);
            line.text(text);
            line.put('\n');
        }
    }
}
