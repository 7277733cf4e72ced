/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import java.util.ArrayList;
import java.util.List;
import soma.config.cli.Option.Section;
import soma.spi.config.CommandLineFlag;

/** The flags that are always there: nats-server's, and one of our own. */
final class Options {
    static final String CONFIG = "c";
    static final String TEST = "t";
    static final String SIGNAL = "sl";
    static final String HELP = "h";
    static final String VERSION = "v";
    static final String HELP_TLS = "help_tls";

    static final List<Option> ALL = all();

    private Options() {}

    private static List<Option> all() {
        List<Option> all = new ArrayList<>();
        server(all);
        logging(all);
        access(all);
        cluster(all);
        all.add(Option.key(integer("prof_port", "Port for profiling", "profile"), Section.PROFILING, "port"));
        all.add(Option.key(
                text("plugins.directory", "Directory of further plugins", "plugins"), Section.PLUGINS, "dir"));
        all.add(Option.action(bool("", "Show this message", HELP, "help"), Section.COMMON, ""));
        all.add(Option.action(bool("", "Show version", VERSION, "version"), Section.COMMON, ""));
        all.add(Option.action(bool("", "TLS help", HELP_TLS), Section.COMMON, ""));
        return List.copyOf(all);
    }

    private static void server(List<Option> all) {
        Section in = Section.SERVER;
        all.add(Option.key(text("host", "Address to listen on (default: 0.0.0.0)", "a", "addr", "net"), in, "host"));
        all.add(Option.key(
                integer("port", "Port for clients, -1 for a random one (default: 4222)", "p", "port"), in, "port"));
        all.add(Option.key(
                text("server_name", "Name of the server (default: its id)", "n", "name", "server_name"), in, "name"));
        all.add(Option.key(text("pidfile", "File to write the process id to", "P", "pid"), in, "file"));
        all.add(Option.key(integer("http_port", "Port for monitoring by HTTP", "m", "http_port"), in, "port"));
        all.add(Option.key(integer("https_port", "Port for monitoring by HTTPS", "ms", "https_port"), in, "port"));
        all.add(Option.action(text("", "Configuration file", CONFIG, "config"), in, "file"));
        all.add(Option.action(bool("", "Test the configuration and exit", TEST), in, ""));
        all.add(Option.action(
                text(
                        "",
                        "Send a signal to a server: ldm, stop, quit, term, reopen, reload; the process is given"
                                + " by its id or by the file that holds it",
                        SIGNAL,
                        "signal"),
                in,
                "signal[=pid]"));
        all.add(Option.key(
                text("client_advertise", "Address that clients are told", "client_advertise"), in, "host[:port]"));
        all.add(Option.key(
                text("ports_file_dir", "Directory to write <executable>_<pid>.ports to", "ports_file_dir"), in, "dir"));
    }

    private static void logging(List<Option> all) {
        Section in = Section.LOGGING;
        all.add(Option.key(text("logfile", "File to log to (default: stderr)", "l", "log"), in, "file"));
        all.add(Option.key(bool("logtime", "Put the time before log lines (default: true)", "T", "logtime"), in, ""));
        all.add(Option.key(bool("logtime_utc", "Log times in UTC (default: local)", "logtime_utc"), in, ""));
        all.add(Option.key(bool("syslog", "Log to syslog", "s", "syslog"), in, ""));
        all.add(Option.key(
                text("remote_syslog", "Log to a syslog server, such as udp://localhost:514", "r", "remote_syslog"),
                in,
                "url"));
        all.add(Option.key(bool("debug", "Log debugging output", "D", "debug"), in, ""));
        all.add(Option.key(bool("trace", "Log the raw protocol", "V", "trace"), in, ""));
        all.add(Option.switches(
                bool("trace_verbose", "Trace, with the system account", "VV"), in, "trace", "trace_verbose"));
        all.add(Option.switches(bool("trace", "Debug and trace", "DV"), in, "debug", "trace"));
        all.add(Option.switches(
                bool("trace_verbose", "Debug and trace, with the system account", "DVV"),
                in,
                "debug",
                "trace",
                "trace_verbose"));
        all.add(Option.key(
                integer("logfile_size_limit", "Size at which log files are rotated (default: never)", "log_size_limit"),
                in,
                "bytes"));
        all.add(Option.key(
                integer("max_traced_msg_len", "Longest message shown in traces (default: any)", "max_traced_msg_len"),
                in,
                "length"));
    }

    private static void access(List<Option> all) {
        // a map, so that it joins a jetstream block of the file instead of replacing it
        all.add(Option.key(bool("jetstream.enabled", "Enable JetStream", "js", "jetstream"), Section.JETSTREAM, ""));
        all.add(Option.key(text("store_dir", "Directory for storage", "sd", "store_dir"), Section.JETSTREAM, "dir"));
        Section in = Section.AUTHORIZATION;
        all.add(Option.key(secret("authorization.user", "User required for connections", "user"), in, "user"));
        all.add(Option.key(secret("authorization.pass", "Password required for connections", "pass"), in, "password"));
        all.add(Option.key(secret("authorization.token", "Token required for connections", "auth"), in, "token"));
        in = Section.TLS;
        all.add(new Option(
                bool("tls", "Enable TLS, do not verify clients; =false turns TLS off", "tls"),
                in,
                "",
                ClusterFlags::tls));
        all.add(Option.key(text("tls.cert_file", "Certificate of the server", "tlscert"), in, "file"));
        all.add(Option.key(text("tls.key_file", "Private key of the certificate", "tlskey"), in, "file"));
        all.add(Option.key(bool("tls.verify", "Enable TLS, verify clients", "tlsverify"), in, ""));
        all.add(Option.key(text("tls.ca_file", "Authorities that clients are verified by", "tlscacert"), in, "file"));
    }

    private static void cluster(List<Option> all) {
        Section in = Section.CLUSTER;
        all.add(new Option(
                secret("cluster.routes", "Routes to connect to, divided by commas", "routes"),
                in,
                "urls",
                ClusterFlags::routes));
        all.add(new Option(
                secret(
                        "cluster.listen",
                        "Address to listen on for routes: nats://[user:password@]host:port",
                        "cluster",
                        "cluster_listen"),
                in,
                "url",
                ClusterFlags::listen));
        all.add(Option.key(text("cluster.name", "Name of the cluster (default: random)", "cluster_name"), in, "name"));
        all.add(Option.key(
                bool("cluster.no_advertise", "Do not tell clients of other servers", "no_advertise"), in, ""));
        all.add(Option.key(
                text("cluster.advertise", "Address that other servers are told", "cluster_advertise"),
                in,
                "host[:port]"));
        all.add(Option.key(
                integer("cluster.connect_retries", "Retries of routes learnt from others", "connect_retries"),
                in,
                "number"));
    }

    private static CommandLineFlag text(String key, String help, String... names) {
        return new CommandLineFlag(List.of(names), key, CommandLineFlag.Type.STRING, false, help);
    }

    private static CommandLineFlag secret(String key, String help, String... names) {
        return new CommandLineFlag(List.of(names), key, CommandLineFlag.Type.STRING, true, help);
    }

    private static CommandLineFlag integer(String key, String help, String... names) {
        return new CommandLineFlag(List.of(names), key, CommandLineFlag.Type.INTEGER, false, help);
    }

    private static CommandLineFlag bool(String key, String help, String... names) {
        return new CommandLineFlag(List.of(names), key, CommandLineFlag.Type.BOOLEAN, false, help);
    }
}
