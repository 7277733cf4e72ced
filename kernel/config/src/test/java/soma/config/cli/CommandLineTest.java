/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.config.cli.CommandLine.Action;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.CommandLineFlag.Type;
import soma.spi.config.ConfigNode;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -a h                    | host=h
                    --addr h                | host=h
                    -net=h                  | host=h
                    -p 4333                 | port=4333
                    --port=-1               | port=-1
                    -p 0x10                 | port=16
                    -n x                    | server_name=x
                    --name x                | server_name=x
                    -server_name x          | server_name=x
                    --client_advertise h:1  | client_advertise=h:1
                    -P f                    | pidfile=f
                    --pid f                 | pidfile=f
                    --ports_file_dir d      | ports_file_dir=d
                    -m 8222                 | http_port=8222
                    --http_port 8222        | http_port=8222
                    -ms 8443                | https_port=8443
                    --https_port 8443       | https_port=8443
                    -l f                    | logfile=f
                    --log f                 | logfile=f
                    --log_size_limit 10     | logfile_size_limit=10
                    -s                      | syslog=true
                    --syslog                | syslog=true
                    -r udp://h:1            | remote_syslog=udp://h:1
                    --remote_syslog u       | remote_syslog=u
                    -D                      | debug=true
                    --debug=false           | debug=false
                    -V                      | trace=true
                    --trace                 | trace=true
                    -DV                     | debug=true trace=true
                    -VV                     | trace=true trace_verbose=true
                    -DVV                    | debug=true trace=true trace_verbose=true
                    -T                      | logtime=true
                    --logtime=false         | logtime=false
                    --logtime_utc           | logtime_utc=true
                    --max_traced_msg_len 5  | max_traced_msg_len=5
                    --user u --pass p       | authorization{user=u pass=p}
                    --auth t                | authorization{token=t}
                    -js                     | jetstream{enabled=true}
                    --jetstream             | jetstream{enabled=true}
                    -sd=d                   | store_dir=d
                    --store_dir d           | store_dir=d
                    --tls                   | tls{}
                    --tls=false             | tls=false
                    --tlsverify             | tls{verify=true}
                    --tlscert c --tlskey k  | tls{cert_file=c key_file=k}
                    --tlscacert c           | tls{ca_file=c}
                    --routes nats://a:1,nats-route://b:2 | cluster{routes=[nats://a:1 nats-route://b:2]}
                    --cluster nats://h:1    | cluster{host=h port=1}
                    -cluster nats://u:p@h:1 | cluster{host=h port=1 authorization{user=u pass=p}}
                    -cluster_listen n://[::1]:-1 | cluster{host=::1 port=-1}
                    --cluster nats://u:a%2Bb+c@h:1/x | cluster{host=h port=1 authorization{user=u pass=a+b+c}}
                    --cluster=              | cluster{port=0}
                    --cluster_name "local"  | cluster{name="local"}
                    --cluster_advertise h:1 | cluster{advertise=h:1}
                    --no_advertise          | cluster{no_advertise=true}
                    --connect_retries 3     | cluster{connect_retries=3}
                    --profile 6060          | prof_port=6060
                    --plugins d             | plugins{directory=d}
                    -p 1 -D -p 2            | debug=true port=2
                    -D -- -p                | !unrecognized command: "-p"
                    -js -p 1 -V=0           | jetstream{enabled=true} port=1 trace=false
                    """)
    void flagsSetKeys(String args, String expected) {
        String found;
        try {
            found = show(parse(args).overlay());
            found = found.substring(1, found.length() - 1);
        } catch (CommandLineException e) {
            found = "!" + e.getMessage();
        }
        assertEquals(expected, found);
    }

    @Test
    void valuesNameTheFlagAsGiven() throws Exception {
        ConfigNode port = parse("--port=1").overlay().child("port").orElseThrow();
        assertTrue(port.fromCommandLine());
        assertEquals("command line --port", port.keyPosition().toString());
        assertEquals(
                "command line -cluster",
                parse("-cluster nats://h:1")
                        .overlay()
                        .child("cluster")
                        .orElseThrow()
                        .child("port")
                        .orElseThrow()
                        .position()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', RUN",
        "-p 1, RUN",
        "-v, VERSION",
        "--version, VERSION",
        "version, VERSION",
        "Version, VERSION",
        "-v foo, VERSION",
        "-v=false, RUN",
        "-h, HELP",
        "-help, HELP",
        "--help, HELP",
        "help, HELP",
        "-p 1 help, HELP",
        "--help_tls, HELP_TLS",
        "-t -c f, TEST_CONFIG",
        "-t -c f -v, VERSION",
        "--signal reload, SIGNAL",
        "-sl=ldm=12, SIGNAL",
        "-t -c f -sl quit, SIGNAL"
    })
    void flagsAndWordsChooseTheAction(String args, Action expected) throws Exception {
        assertEquals(expected, parse(args).action());
    }

    @Test
    void configFileIsKeptApart() throws Exception {
        assertEquals("f.conf", parse("-c f.conf").configFile());
        assertEquals("f.conf", parse("-config=f.conf").configFile());
        assertNull(parse("-p 1").configFile());
        assertTrue(parse("-c f.conf").overlay().keys().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -x              | flag provided but not defined: -x
                    --foo=1         | flag provided but not defined: -foo
                    -p abc          | invalid value "abc" for flag -p: parse error
                    --port=         | invalid value "" for flag -port: parse error
                    -p 99999999999999999999 | invalid value "99999999999999999999" for flag -p: value out of range
                    -p              | flag needs an argument: -p
                    -D=x            | invalid boolean value "x" for -D: parse error
                    -t=             | invalid boolean value "" for -t: parse error
                    ---x            | bad flag syntax: ---x
                    -=x             | bad flag syntax: -=x
                    """)
    void badFlagShowsUsageAndExitsWithZero(String args, String expected) {
        CommandLineException thrown = assertThrows(CommandLineException.class, () -> parse(args));
        assertEquals(expected, thrown.getMessage());
        assertEquals(0, thrown.exitStatus());
        assertTrue(thrown.showUsage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    foo                     | unrecognized command: "foo"
                    -p 1 foo -D             | unrecognized command: "foo"
                    -                       | unrecognized command: "-"
                    -t                      | must specify [-c, --config] option to check configuration file syntax
                    --cluster nats://u@h:1  | expected cluster password to be set
                    --cluster h:1           | cluster URL "h:1" has no scheme (expected: nats://[user:password@]host:port)
                    --cluster nats://h      | address h: missing port in address (expected: nats://[user:password@]host:port)
                    --cluster nats://a:b:1  | address a:b:1: too many colons in address (expected: nats://[user:password@]host:port)
                    --cluster nats://h:x    | cluster port "x" (expected: -1 to 65535)
                    --cluster nats://h:65536 | cluster port "65536" (expected: -1 to 65535)
                    --cluster nats://a%zz:b@h:1 | cluster URL has an invalid URL escape in its user or password
                    """)
    void badRequestExitsWithOne(String args, String expected) {
        CommandLineException thrown = assertThrows(CommandLineException.class, () -> parse(args));
        assertEquals(expected, thrown.getMessage());
        assertEquals(1, thrown.exitStatus());
    }

    @Test
    void natsServerHas64NamesFor43FlagsAndWeAddOne() {
        Set<String> names = new HashSet<>();
        CommandLine.flags().forEach(f -> names.addAll(f.names()));
        assertEquals(44, CommandLine.flags().size());
        assertEquals(65, names.size());
        assertTrue(names.contains("plugins"));
    }

    @Test
    void pluginsAddFlags() throws Exception {
        CommandLineFlag flag = new CommandLineFlag(List.of("wal", "w"), "wal.size", Type.INTEGER, true, "Size of it");
        CommandLine line = CommandLine.parse(List.of("-w", "7"), List.of(flag));
        assertEquals("{wal{size=7}}", show(line.overlay()));
        assertEquals(List.of("-w", "[REDACTED]"), line.redacted());
        assertTrue(CommandLine.help(List.of(flag)).contains("--wal, -w <number>"));
    }

    @Test
    void flagDeclaredTwiceIsRefused() {
        CommandLineFlag flag = new CommandLineFlag(List.of("p"), "x", Type.STRING, false, "");
        assertThrows(IllegalArgumentException.class, () -> CommandLine.parse(List.of(), List.of(flag)));
    }

    @Test
    void secretsAreNotShown() throws Exception {
        CommandLine line = parse("-p 1 --user me --pass=secret --routes nats://a:b@c:1 -D");
        assertEquals(
                List.of("-p", "1", "--user", "[REDACTED]", "--pass=[REDACTED]", "--routes", "[REDACTED]", "-D"),
                line.redacted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Usage: nats-server [options]",
                "Server Options:",
                "    -a, --addr, --net <host>         Address",
                "        --client_advertise <host[:port]>\n",
                "    -DVV                             Debug",
                "        --plugins <dir>              Directory",
                "Common Options:",
                "    -v, --version                    Show version"
            })
    void helpIsLaidOutLikeNatsServers(String part) {
        assertTrue(CommandLine.help(List.of()).contains(part), CommandLine.help(List.of()));
    }

    @Test
    void helpNamesEveryFlag() {
        String help = CommandLine.help(List.of());
        for (CommandLineFlag flag : CommandLine.flags()) {
            flag.names().forEach(name -> assertTrue(help.contains("-" + name), name));
        }
        assertTrue(help.lines().allMatch(l -> l.length() <= 110), help);
        assertTrue(CommandLine.helpTls().contains("cert_file"));
    }

    private static CommandLine parse(String args) throws CommandLineException {
        return CommandLine.parse(args.isEmpty() ? List.of() : List.of(args.split(" +")), List.of());
    }

    private static String show(ConfigNode node) {
        return switch (node.kind()) {
            case MAP -> {
                StringBuilder text = new StringBuilder("{");
                for (String key : node.keys()) {
                    ConfigNode child = node.child(key).orElseThrow();
                    String value = show(child);
                    text.append(text.length() > 1 ? " " : "").append(key);
                    text.append(value.startsWith("{") ? value : "=" + value);
                }
                yield text.append("}").toString();
            }
            case ARRAY ->
                "["
                        + String.join(
                                " ",
                                node.elements().stream()
                                        .map(CommandLineTest::show)
                                        .toList()) + "]";
            case STRING -> node.text();
            case INTEGER -> Long.toString(node.integer());
            case BOOLEAN -> Boolean.toString(node.flag());
            default -> throw new AssertionError(node.kind());
        };
    }
}
