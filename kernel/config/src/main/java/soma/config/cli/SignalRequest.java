/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The argument of {@code --signal}. Nothing is looked up yet: neither files nor processes. Immutable and safe for any
 * thread.
 *
 * @param command what to send
 * @param target  to whom
 */
public record SignalRequest(Command command, Target target) {
    /** What can be sent. */
    public enum Command {
        /** Shut down, as SIGINT does. */
        QUIT("INT"),
        /** Shut down, as SIGTERM does. */
        TERM("TERM"),
        /** End at once. */
        STOP("KILL"),
        /** Read the configuration again. */
        RELOAD("HUP"),
        /** Open the log file again. */
        REOPEN("USR1"),
        /** Enter lame duck mode. */
        LDM("USR2");

        private final String signal;

        Command(String signal) {
            this.signal = signal;
        }

        /** Returns the name of the signal, without SIG. */
        public String signal() {
            return signal;
        }
    }

    /** Which process is meant. */
    public sealed interface Target {
        /** The only server that runs on this machine. */
        record OnlyServer() implements Target {}

        /**
         * A process.
         *
         * @param pid its id
         */
        record OneServer(long pid) implements Target {}

        /**
         * Every server whose process id begins so.
         *
         * @param prefix digits, or empty for all
         */
        record Servers(String prefix) implements Target {}

        /**
         * The process whose id a file holds.
         *
         * @param path the file
         */
        record PidFile(String path) implements Target {
            /**
             * Returns the id in the content of the file; white space around it is passed over.
             *
             * @throws CommandLineException if there is none
             */
            public long pid(String content) throws CommandLineException {
                OptionalLong pid = number(content.strip());
                if (pid.isEmpty()) {
                    throw CommandLineException.request("invalid pid: " + content.strip());
                }
                return pid.getAsLong();
            }

            /** Returns the error for a file that is not there: as nats-server does, it takes the name for an id then. */
            public CommandLineException missing() {
                return CommandLineException.request("invalid pid: " + path);
            }
        }
    }

    /**
     * Reads {@code command}, {@code command=pid}, {@code command=prefix*} or {@code command=file}.
     *
     * @throws CommandLineException if it is none of these
     */
    public static SignalRequest parse(String text) throws CommandLineException {
        List<String> parts = List.of(text.split("=", -1));
        if (parts.size() > 2) {
            String rest = String.join(" ", parts.subList(2, parts.size()));
            throw CommandLineException.request("invalid signal parameters: [" + rest + "]");
        }
        return new SignalRequest(command(parts.getFirst()), target(parts.size() == 2 ? parts.getLast() : ""));
    }

    private static Command command(String name) throws CommandLineException {
        for (Command command : Command.values()) {
            if (command.name().toLowerCase(Locale.ROOT).equals(name)) {
                return command;
            }
        }
        String names = Arrays.stream(Command.values())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        throw CommandLineException.request(
                "unknown signal " + FlagValues.quoted(name) + " (expected: one of " + names + ")");
    }

    private static Target target(String text) throws CommandLineException {
        if (text.isEmpty()) {
            return new Target.OnlyServer();
        }
        OptionalLong pid = number(text);
        if (pid.isPresent()) {
            return new Target.OneServer(pid.getAsLong());
        }
        if (text.endsWith("*")) {
            String prefix = text.substring(0, text.length() - 1);
            if (prefix.isEmpty() || number(prefix).isPresent()) {
                return new Target.Servers(prefix);
            }
        }
        return new Target.PidFile(text);
    }

    private static OptionalLong number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
