/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.config.Overlay;
import soma.config.cli.Option.Section;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigNode;

/**
 * What the command line asks for. Immutable and safe for any thread.
 *
 * @param action     what to do
 * @param configFile the configuration file, or null if none was given
 * @param signal     what to send and to whom, or null unless that is the action
 * @param overlay    the keys that flags set, with {@code command line --flag} as their positions; to be laid over the
 *                   file by {@link Overlay#apply}, at the start and at every reload
 * @param redacted   the arguments, with secrets replaced, to be shown
 */
public record CommandLine(
        Action action,
        @Nullable String configFile,
        @Nullable SignalRequest signal,
        ConfigNode overlay,
        List<String> redacted) {
    private static final String REDACTED = "[REDACTED]";

    /** Makes a command line; the arguments are copied. */
    public CommandLine {
        redacted = List.copyOf(redacted);
    }

    /** What to do. */
    public enum Action {
        /** Start the server. */
        RUN,
        /** Print {@link CommandLine#help}. */
        HELP,
        /** Print {@link CommandLine#helpTls}. */
        HELP_TLS,
        /** Print the version. */
        VERSION,
        /** Check the configuration file. */
        TEST_CONFIG,
        /** Send a signal to a running server. */
        SIGNAL
    }

    /**
     * Reads the arguments.
     *
     * @param extraFlags flags of plugins; each sets its key
     * @throws CommandLineException     if they cannot be used
     * @throws IllegalArgumentException if an extra flag has a name that is taken
     */
    public static CommandLine parse(List<String> args, List<CommandLineFlag> extraFlags) throws CommandLineException {
        return new Parser(options(extraFlags)).parse(args);
    }

    /** Returns the flags that are always there. */
    public static List<CommandLineFlag> flags() {
        return Options.ALL.stream().map(Option::flag).toList();
    }

    /** Returns the text for {@code --help}. */
    public static String help(List<CommandLineFlag> extraFlags) {
        return HelpText.of(options(extraFlags));
    }

    /** Returns the text for {@code --help_tls}. */
    public static String helpTls() {
        return HelpText.TLS;
    }

    private static List<Option> options(List<CommandLineFlag> extraFlags) {
        List<Option> all = new ArrayList<>(Options.ALL);
        Set<String> taken = new HashSet<>();
        Options.ALL.forEach(o -> taken.addAll(o.names()));
        for (CommandLineFlag flag : extraFlags) {
            for (String name : flag.names()) {
                if (!taken.add(name)) {
                    throw new IllegalArgumentException("flag -" + name + " is declared twice");
                }
            }
            String value = flag.type() == CommandLineFlag.Type.STRING
                    ? "value"
                    : flag.type() == CommandLineFlag.Type.INTEGER ? "number" : "";
            all.add(Option.key(flag, Section.PLUGINS, value));
        }
        return all;
    }

    /** Goes through the arguments once. */
    private static final class Parser {
        private final Map<String, Option> byName = new HashMap<>();
        private final Map<String, Object> actions = new HashMap<>();
        private final Overlay.Builder overlay = new Overlay.Builder();
        private final List<String> redacted = new ArrayList<>();

        Parser(List<Option> options) {
            options.forEach(o -> o.names().forEach(name -> byName.put(name, o)));
        }

        CommandLine parse(List<String> args) throws CommandLineException {
            int next = 0;
            while (next < args.size() && isFlag(args.get(next))) {
                if (args.get(next).equals("--")) {
                    redacted.add(args.get(next++));
                    break;
                }
                next = flag(args, next);
            }
            List<String> words = args.subList(next, args.size());
            redacted.addAll(words);
            return result(words);
        }

        private static boolean isFlag(String arg) {
            return arg.length() > 1 && arg.startsWith("-");
        }

        /** Reads one flag and returns the index of the next argument. */
        private int flag(List<String> args, int index) throws CommandLineException {
            String arg = args.get(index);
            String body = arg.substring(arg.startsWith("--") ? 2 : 1);
            if (body.startsWith("-") || body.startsWith("=")) {
                throw CommandLineException.flag("bad flag syntax: " + arg);
            }
            int equal = body.indexOf('=');
            String name = equal < 0 ? body : body.substring(0, equal);
            Option option = byName.get(name);
            if (option == null) {
                throw CommandLineException.flag("flag provided but not defined: -" + name);
            }
            String dashed = equal < 0 ? arg : arg.substring(0, arg.length() - body.length() + equal);
            if (equal >= 0) {
                set(option, name, dashed, body.substring(equal + 1));
                redacted.add(option.flag().secret() ? dashed + "=" + REDACTED : arg);
                return index + 1;
            }
            redacted.add(arg);
            if (option.flag().type() == CommandLineFlag.Type.BOOLEAN) {
                set(option, name, dashed, "true");
                return index + 1;
            }
            if (index + 1 == args.size()) {
                throw CommandLineException.flag("flag needs an argument: -" + name);
            }
            set(option, name, dashed, args.get(index + 1));
            redacted.add(option.flag().secret() ? REDACTED : args.get(index + 1));
            return index + 2;
        }

        private void set(Option option, String name, String dashed, String text) throws CommandLineException {
            Object value = FlagValues.parse(text, option.flag().type(), name);
            actions.put(option.id(), value);
            option.effect().apply(value, dashed, overlay);
        }

        private CommandLine result(List<String> words) throws CommandLineException {
            String signal = (String) actions.getOrDefault(Options.SIGNAL, "");
            String configFile = (String) actions.get(Options.CONFIG);
            Action action = action(words, signal);
            if (action == Action.TEST_CONFIG && (configFile == null || configFile.isEmpty())) {
                throw CommandLineException.request(
                        "must specify [-c, --config] option to check configuration file syntax");
            }
            SignalRequest request = action == Action.SIGNAL ? SignalRequest.parse(signal) : null;
            String file = configFile == null || configFile.isEmpty() ? null : configFile;
            return new CommandLine(action, file, request, overlay.build(), redacted);
        }

        private Action action(List<String> words, String signal) throws CommandLineException {
            if (isOn(Options.VERSION)) {
                return Action.VERSION;
            }
            if (isOn(Options.HELP)) {
                return Action.HELP;
            }
            if (isOn(Options.HELP_TLS)) {
                return Action.HELP_TLS;
            }
            if (!words.isEmpty()) {
                return switch (words.getFirst().toLowerCase(Locale.ROOT)) {
                    case "version" -> Action.VERSION;
                    case "help" -> Action.HELP;
                    default ->
                        throw CommandLineException.request(
                                "unrecognized command: " + FlagValues.quoted(words.getFirst()));
                };
            }
            if (!signal.isEmpty()) {
                return Action.SIGNAL;
            }
            return isOn(Options.TEST) ? Action.TEST_CONFIG : Action.RUN;
        }

        private boolean isOn(String id) {
            return actions.getOrDefault(id, false).equals(true);
        }
    }
}
