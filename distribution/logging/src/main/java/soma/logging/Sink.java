/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines to the destination in force. Thread-safe; one lock orders the lines, and calls nothing outside
 * this package. Failing to write, as on a full disk, is not reported to who logs: a server goes on without its log.
 */
final class Sink {
    private static final int MOST_FRAMES = 64;

    private final InstantSource clock;
    private final long pid;
    private final ReentrantLock lock = new ReentrantLock();
    private final Line line = new Line();
    private Layout layout;
    private Output output;
    private volatile LogOptions options;
    private volatile boolean debug;
    private volatile boolean trace;
    private volatile boolean closed;

    Sink(InstantSource clock, long pid) {
        this.clock = clock;
        this.pid = pid;
        this.options = LogOptions.defaults();
        this.output = StreamOutput.standardError();
        this.layout = new Layout.Text(options, pid, false);
    }

    LogOptions options() {
        return options;
    }

    boolean isEnabled(Label label) {
        return switch (label) {
            case TRACE -> trace;
            case DEBUG -> debug;
            default -> !closed;
        };
    }

    /** Changes to other options; when the new destination cannot be opened, everything stays as it was. */
    void configure(LogOptions next) throws IOException {
        lock.lock();
        try {
            if (closed || !next.destination().equals(options.destination())) {
                Output opened = open(next);
                output.close();
                output = opened;
            }
            layout = layout(next);
            options = next;
            closed = false;
            levels(next.debug(), next.trace());
        } finally {
            lock.unlock();
        }
    }

    void levels(boolean newDebug, boolean newTrace) {
        lock.lock();
        try {
            options = options.levels(newDebug, newTrace);
            debug = newDebug && !closed;
            trace = newTrace && !closed;
        } finally {
            lock.unlock();
        }
    }

    void log(Label label, String text, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            event(label, failure == null ? text : text + ": " + failure);
            if (failure != null && label.severity <= Label.WARNING.severity) {
                frames(label, failure, 0);
            }
        } catch (IOException e) {
            // There is no better place to tell.
        } finally {
            lock.unlock();
        }
    }

    void reopen() {
        lock.lock();
        try {
            if (!closed) {
                event(
                        Label.INFO,
                        output.reopen() ? "File log re-opened" : "File log re-open ignored, not a file logger");
            }
        } catch (IOException e) {
            // The old file stays in use, so that it can say so.
            log(Label.ERROR, "Unable to re-open log file", e);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            debug = false;
            trace = false;
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void event(Label label, String text) throws IOException {
        render(label, text);
        List<Output.Notice> notices = output.write(clock.instant(), line);
        for (Output.Notice notice : notices) {
            render(notice.label(), notice.text());
            output.append(line);
        }
    }

    private void render(Label label, String text) {
        line.clear();
        layout.write(clock.instant(), label, text, line);
    }

    /** Logs a stack trace, a line per frame, for it tells where a defect is. */
    private void frames(Label label, Throwable failure, int depth) throws IOException {
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < Math.min(trace.length, MOST_FRAMES); i++) {
            event(label, "    at " + trace[i]);
        }
        Throwable cause = failure.getCause();
        if (cause != null && depth < 8) {
            event(label, "  caused by " + cause);
            frames(label, cause, depth + 1);
        }
    }

    private static Output open(LogOptions next) throws IOException {
        return switch (next.destination()) {
            case LogOptions.StandardError ignored -> StreamOutput.standardError();
            case LogOptions.File file -> new FileOutput(file);
            case LogOptions.LocalSyslog ignored -> new LocalSyslogOutput(LocalSyslogOutput.SOCKETS);
            case LogOptions.Syslog syslog
            when syslog.protocol() == LogOptions.Protocol.TCP -> new TcpSyslogOutput(syslog);
            case LogOptions.Syslog syslog -> new SyslogOutput(syslog);
        };
    }

    private Layout layout(LogOptions next) {
        if (next.destination() instanceof LogOptions.Syslog syslog) {
            return new Layout.Syslog(SyslogOutput.localHost(), syslog.tag(), pid);
        }
        if (next.destination() instanceof LogOptions.LocalSyslog local) {
            return new Layout.LocalSyslog(local.tag(), pid);
        }
        boolean colours = next.destination() instanceof LogOptions.StandardError stderr && stderr.colours();
        return next.format() == LogOptions.Format.JSON ? new Layout.Json(pid) : new Layout.Text(next, pid, colours);
    }
}
