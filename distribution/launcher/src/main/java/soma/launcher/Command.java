/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import soma.config.ConfigException;
import soma.config.Problem;
import soma.config.cli.CommandLine;
import soma.config.cli.CommandLineException;
import soma.host.PluginException;
import soma.host.PluginHost;
import soma.host.PluginOptions;
import soma.kernel.boot.ConfigurationException;
import soma.spi.config.CommandLineFlag;

/** What the program is asked to do, and the status it ends with. */
final class Command {
    private final Program program;
    private final Signals signals;

    Command(Program program, Signals signals) {
        this.program = program;
        this.signals = signals;
    }

    /** Does it. Returns when it is done: for a server, when it has ended. */
    int run(List<String> arguments) {
        boolean dumps = !arguments.isEmpty() && arguments.getFirst().equals("dump");
        List<String> flags = dumps ? arguments.subList(1, arguments.size()) : arguments;
        try {
            CommandLine line = parse(flags);
            return switch (line.action()) {
                case HELP -> print(CommandLine.help(pluginFlags()));
                case HELP_TLS -> print(CommandLine.helpTls());
                case VERSION -> print(Versions.line(program.name()) + "\n");
                case SIGNAL -> program.fail("signals are sent by the start script, or by kill");
                case TEST_CONFIG -> test(new Configuration(line, program.environment()));
                case RUN -> {
                    Configuration configuration = new Configuration(line, program.environment());
                    yield dumps ? dump(configuration) : serve(configuration);
                }
            };
        } catch (CommandLineException e) {
            return refuse(e);
        } catch (ConfigException e) {
            return program.fail(unread(e));
        } catch (PluginException e) {
            return program.fail(String.valueOf(e.getMessage()));
        } catch (ConfigurationException e) {
            return program.fail(e.getMessage() + "\n");
        }
    }

    /** Reads the flags; those of plugins are asked for only if there is one that the server does not know itself. */
    private CommandLine parse(List<String> flags) throws CommandLineException {
        try {
            return CommandLine.parse(flags, List.of());
        } catch (CommandLineException e) {
            List<CommandLineFlag> more = e.showUsage() ? pluginFlags() : List.of();
            if (more.isEmpty()) {
                throw e;
            }
            return CommandLine.parse(flags, more);
        }
    }

    private List<CommandLineFlag> pluginFlags() {
        List<CommandLineFlag> flags = new ArrayList<>();
        try (PluginHost host = PluginHost.load(program.pluginOptions(PluginOptions.DEFAULTS))) {
            host.inventory().plugins().forEach(p -> p.plugin().declare(new FlagCollector(flags)));
        }
        return flags;
    }

    /** Says why a file could not be read; as nats-server does, without the place, which the message has as a rule. */
    private static String unread(ConfigException failure) {
        return failure.problems().stream().map(Problem::message).collect(Collectors.joining("\n"));
    }

    private int refuse(CommandLineException refusal) {
        if (!refusal.showUsage()) {
            program.fail(String.valueOf(refusal.getMessage()));
            return refusal.exitStatus();
        }
        program.err().println(refusal.getMessage());
        print(CommandLine.help(List.of()));
        return refusal.exitStatus();
    }

    private int print(String text) {
        program.out().print(text);
        program.out().flush();
        return 0;
    }

    /** Checks the configuration; warnings count as errors here, as they do for nats-server. */
    private int test(Configuration configuration) throws ConfigException {
        try (ServerProcess server = ServerProcess.prepare(program, signals, configuration)) {
            if (!server.warnings().isEmpty()) {
                return program.fail(String.join("\n", server.warnings()) + "\n");
            }
            program.err()
                    .println(program.name() + ": configuration file " + configuration.file() + " is valid ("
                            + configuration.digest() + ")");
            return 0;
        }
    }

    private int dump(Configuration configuration) throws ConfigException {
        try (ServerProcess server = ServerProcess.prepare(program, signals, configuration)) {
            return print(server.dump());
        }
    }

    private int serve(Configuration configuration) throws ConfigException {
        try (ServerProcess server = ServerProcess.prepare(program, signals, configuration)) {
            server.warnings().forEach(program.err()::println);
            return server.run();
        }
    }
}
