/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger: a name and the sink that all share. The name is not printed; it only tells whose events they are. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    /** Libraries whose own chatter nobody asks for who asks for the server's debug lines. */
    private static final List<String> LIBRARIES = List.of("io.netty.", "org.pf4j.");

    /** The name of the marker of trace events that are logged only to who asks for all of them. */
    private static final String VERBOSE = "VERBOSE";

    private final transient Sink sink;
    private final boolean library;

    LineLogger(String name, Sink sink) {
        this.name = name;
        this.sink = sink;
        this.library = LIBRARIES.stream().anyMatch(name::startsWith);
    }

    @Override
    public boolean isTraceEnabled() {
        return !library && sink.isEnabled(Label.TRACE);
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return isTraceEnabled() && (!marker.contains(VERBOSE) || sink.options().verbose());
    }

    @Override
    public boolean isDebugEnabled() {
        return !library && sink.isEnabled(Label.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return !library && sink.isEnabled(Label.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return sink.isEnabled(Label.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return sink.isEnabled(Label.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LineLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        String text = arguments == null ? message : MessageFormatter.basicArrayFormat(message, arguments);
        sink.log(label(level, marker), String.valueOf(text), failure);
    }

    private static Label label(Level level, @Nullable Marker marker) {
        return switch (level) {
            case TRACE -> Label.TRACE;
            case DEBUG -> Label.DEBUG;
            case INFO -> Label.INFO;
            case WARN -> Label.WARNING;
            case ERROR -> marker != null && marker.contains(Logs.FATAL.getName()) ? Label.FATAL : Label.ERROR;
        };
    }
}
