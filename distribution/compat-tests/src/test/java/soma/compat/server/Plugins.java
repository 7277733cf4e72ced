/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/** What the server tells of its plugins: those it has in its log, and those that a refused configuration would need. */
public final class Plugins {

    private static final String ABSENT = "this server has no plugin ";

    /** A plugin that is required by another one is not meant: a server that lacks that one is built wrongly. */
    private static final Pattern OWNER_ABSENT =
            Pattern.compile(" (?:is a (?:key|section) of|needs) plugin '([^']+)', which is not installed");

    private static final Pattern INSTALLED = Pattern.compile("(?m)\\[DBG] Plugin (\\S+) \\S+ \\(");

    private Plugins() {}

    /** Starts {@code executable} for a moment to see which plugins it has, by their ids. */
    public static Set<String> installedIn(ServerExecutable executable) {
        try (ServerProcess server = ServerProcess.start(executable, null, List.of("-D"))) {
            return installed(server.log());
        }
    }

    static Set<String> installed(String log) {
        return INSTALLED.matcher(log).results().map(found -> found.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The plugin that owns a key or a flag with which a server did not start, if its log says that it is not installed.
     */
    static Optional<String> absentOwner(String log) {
        return OWNER_ABSENT
                .matcher(log)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst();
    }

    /** Aborts the test unless the server under test has that plugin; nats-server has everything. */
    public static void require(String plugin) {
        if (ServerExecutable.strict()
                && !installedIn(ServerExecutable.underTest()).contains(plugin)) {
            abort(plugin);
        }
    }

    /** Aborts the test, since it is about a plugin that the server does not have. */
    public static void abort(String plugin) {
        Assumptions.abort(ABSENT + "'" + plugin + "'");
    }

    /**
     * The plugin for whose absence {@link #abort} aborted a test; empty when the test was aborted for something else.
     */
    public static Optional<String> absentIn(TestAbortedException aborted) {
        Matcher matcher = Pattern.compile(".*" + ABSENT + "'([^']+)'.*", Pattern.DOTALL)
                .matcher(String.valueOf(aborted.getMessage()));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
