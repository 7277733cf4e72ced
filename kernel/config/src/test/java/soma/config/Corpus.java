/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.util.List;
import java.util.Map;

/** Values and small files that go to the corners of the language. */
final class Corpus {
    static final String INCLUDED = "host: localhost\nmax_payload: 1mb\n";

    static final Map<String, String> ENVIRONMENT = Map.of(
            "SOMA_SIZE", "1k",
            "SOMA_FLAG", "true",
            "SOMA_TEXT", "some text",
            "SOMA_LIST", "[\"a\", \"b\"]",
            "SOMA_OTHER", "$SOMA_SIZE",
            "SOMA_CYCLE", "$SOMA_CYCLE",
            "SOMA_BAD", "-x",
            "SOMA_EMPTY", "");

    static final List<String> VALUES = List.of(
            // numbers
            "0", "1", "-1", "007", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "-9223372036854775809", "99999999999999999999999", "1k", "1K", "1kb", "1KB", "1ki", "1kib", "1KiB", "1m",
            "1mb", "1g", "1gib", "1t", "1ti", "1p", "1pb", "1e", "1eb", "7e", "-1k", "-5kx", "1kx", "1k5", "1kb5",
            "1k-5", "-5abc", "-x", "-.5", "-", "--1", "1.5", "-1.5", "1.50", "0.0", "-0.0", "1.5s", "1.", "1.x", "-1.",
            "0.1", "0.000001", "0.0000001", "123456789012345678901.0", "1234567890123456789012.0", "1.7976931348623157",
            "100000000000000000000000.0", "0.30000000000000004", "5.0", "1.5k", ".5", "+1", "1_000", "0x10", "\u0663",
            // text that starts with a digit
            "10ms", "1h", "30s", "2m", "4222abc", "127.0.0.1", "127.0.0.1:4222", "127.0.0.1:-1", "1.2.3.4x", "1.2.x",
            "4222:1", "1/2", "1#2", "1\"2\"", "1'2'", "1a'b", "1{", "1[", "1]", "1\\t2", "2\\x41", "12:30",
            // dates
            "2026-01-31T12:00:00Z", "2026-13-31T12:00:00Z", "2026-01-31", "2026-01-31T12:00:00", "20-01", "7280-17",
            "2026-1", "2026-01-31T12:00:00+01:00", "2026-01-31T12:00:00Zx", "2026-01-31T12:00:61Z",
            "2026-02-30T12:00:00Z", "2026-01-31T24:00:00Z", "2026-12-31T23:59:60Z",
            "\u0662026-01-31T12:00:00Z",
            // booleans
            "true", "TRUE", "True", "yes", "on", "off", "No", "false", "truely", "'true'", "\"true\"", "true'",
            // text
            "abc", "a.b.>", "*", ">", "a#b", "a//b", "a/b", "a=b", "a:b", "nats://a:b@c:4222", "a\"b", "\"a\"b", "'a'b",
            "a'b", "a'", "a\\tb", "a\\nb", "a\\rb", "a\\\\b", "a\\\"b", "a\\x41b", "a\\x4gb", "a\\q", "\\x24a", "a{b",
            "a}b", "a]b", "a[b", "a(b", "a)b", "a,b", "a;b", "a b", "a\tb", "1k'", "\u00e9", "\u65e5\u672c", "\ud83d\ude00",
            "a\u00a0b", "a\u2003b", "#a", "//a", "/a", "/ a", "]", ",", ";", "=", ":", "=a", "",
            "\"\"", "''", "\"a b\"", "'a b'", "\"a\nb\"", "'a\nb'", "\"a\\tb\"", "'a\\tb'", "\"\\x41\"",
            "\"\\xc3\\xa9\"", "\"\\x4\"", "\"\\xzz\"", "\"\\q\"", "\"$a\"", "'$a'", "\"a'b\"", "'a\"b'", "\"a\\\"b\"",
            "\"a", "'a", "\"<>&\"", "\"\u2028\"", "\"\\x01\\x08\\x0c\\x7f\"", "\"a\\", "\"a\\x4",
            "(\na\nb\n)", "(a\n)", "( a )", "(\n)x\n)", "(\n a\n )\n)", "(a", "()", "(\na\n)\n", "(\n)",
            // variables
            "$SOMA_SIZE", "$SOMA_FLAG", "$SOMA_TEXT", "$SOMA_LIST", "$SOMA_OTHER", "$SOMA_CYCLE", "$SOMA_BAD",
            "$SOMA_EMPTY", "$SOMA_NONE", "$", "$$", "$SOMA_SIZE'", "$SOMA_SIZE\\t", "a$SOMA_SIZE", "$2a$11$abc",
            "$2b$11$abc", "$a", "${SOMA_SIZE}",
            // arrays and maps
            "[]", "[ ]", "[a]", "[a b]", "[a, b]", "[a, b,]", "[a,, b]", "[a\nb]", "[a\n\n,b]", "[,a]", "[1]", "[1 ]",
            "[1,2]", "[1, 2 ]", "[1\n2\n]", "[1; 2 ]", "[-1]", "[1.5]", "[1k]", "[1k,2]", "[true]", "[\"a\" \"b\"]",
            "['a','b']", "[[a],[b]]", "[{a: 1}, {b: 2}]", "[{a: 1} {b: 2}]", "[a # b\nc]", "[a, # b\nc]", "[a // b\nc]",
            "[a / b]", "[/a]", "[#a\nb]", "[a", "[a,", "[", "[}", "[a}", "[(\na\n)\n]", "[$SOMA_SIZE]", "[a\r\nb]",
            "{}", "{ }", "{a: 1}", "{a 1}", "{a=1}", "{a: 1, b: 2}", "{a: 1; b: 2}", "{a: 1\nb: 2}", "{a: 1 b: 2}",
            "{a: 1,, b: 2}", "{a: 1;; b: 2}", "{a: 1,}", "{a: {b: {c: 1}}}", "{a {b {c 1}}}", "{a:\n1}", "{a\n:\n1}",
            "{\"a b\": 1}", "{'a b': 1}", "{'a: 1}", "{\"a: 1}", "{a: 1", "{a", "{", "{]", "{a: ]}", "{:1}",
            "{a: ,}", "{a: ;}", "{a: #b\n}", "{# c\na: 1}", "{// c\na: 1}", "{/a: 1}", "{/:a 1}", "{/'a 1}", "{a: 1 # c\nb: 2}",
            "{a: 1 / b: 2}", "{a: x}", "{a: 1 }", "{a: 1} x", "{a: 1}}", "{a: 1}{b: 2}", "{A: 1, a: 2}",
            "{a: 1, a: 2}", "{a: 1, b: $a}", "{b: $a, a: 1}", "{a{b: 1}}", "{include included.conf}",
            "{include included.conf\n}", "{ include 'included.conf' }", "{include: 1}", "{include 1}", "{a: \u00a01}");

    static final List<String> FILES = List.of(
            "",
            " ",
            "\n",
            "# only this",
            "port",
            "port\n",
            "\nport",
            "port  ",
            "}",
            "{",
            "{}",
            "port: 1\n}",
            "port: 1 }",
            "{port: 1}",
            "{{port: 1}}",
            "{port: 1}}",
            "{port: 1}}}",
            "{port: 1} host: a",
            "{port: 1}, host: a",
            "{{port: 1} host: a",
            "{{port: 1} # c\n}",
            "{{port: 1} # c\nhost: a",
            "{{port: 1}\n \nhost: a",
            "{{port: 1}",
            "{port: 1",
            "{port: 1\n",
            "{port: 1 host: a}",
            "{port: 1\n{host: a}}",
            "{port: 1}{host: a}",
            "{ host }",
            "host: a }\nport: 1",
            "host: a }}",
            "host: a\n}}",
            "{\n\"port\": 1,\n\"host\": \"a\"\n}",
            "{\"port\": 1}\n",
            "port: 1, host: a",
            "port: 1; host: a",
            "port: 1 host: a",
            "port:1",
            "port=1",
            "port = 1",
            "port\t1",
            "port\n1",
            "port\n\n:1",
            "port:\n1",
            "port: # c\n1",
            "port: 1 # c",
            "port: 1 // c",
            "port: 1 / c",
            "host: a#c",
            "port: 1\r\nhost: a\r\n",
            ": 1",
            "= 1",
            "/port: 1",
            "//port: 1",
            "'port': 1",
            "\"port\": 1",
            "\"port\" 1",
            "\"port\"1",
            "'port: 1",
            "\"port: 1",
            "port: 1\nport: 2",
            "PORT: 1",
            "cluster {\nport: 1\n}\n",
            "cluster {\nport: 1\n}}\n",
            "cluster {\nport: 1\n",
            "cluster: {port: 1}, host: a",
            "cluster: {port: 1} host: a",
            "port: 1\ncluster {name: x}",
            "include included.conf",
            "include included.conf\nport: 1",
            "include 'included.conf'",
            "include \"included.conf\"",
            "include './included.conf'; port: 1",
            "INCLUDE included.conf",
            "include [a]",
            "include {a}",
            "include (a)",
            "include 1a",
            "include -a",
            "include \\a",
            "include \na",
            "include 'a",
            "include \"a",
            "host: a\ninclude included.conf",
            "include included.conf\nhost: a",
            "a: localhost\nhost: $a",
            "cluster { name: x, name: $SOMA_TEXT }",
            "a: 1k\ncluster { a: 2k, port: $a }\nport: $a",
            "cluster { port: $a }\na: 1",
            "port: $SOMA_SIZE",
            "port: $SOMA_NONE",
            "\n\nport: $SOMA_BAD");

    /** Slips that nats-server takes for something else, or drops, without a word; with what we say. */
    static final Map<String, String> REFUSED_HERE_ONLY = Map.of(
            "port: 1kbb",
            "f.conf:1:6: integer '1kbb' has an unknown suffix (expected: k, kb, ki or kib)",
            "port: 99e",
            "f.conf:1:6: integer '99e' is out of the range",
            "cluster { name: }",
            "f.conf:1:16: Parse error on line 1: 'Expected a value for key \"name\", but got '}' instead.'",
            "cluster { name }",
            "f.conf:1:15: Parse error on line 1: 'Expected a value for key \"name\", but got '}' instead.'",
            "server_tags: ['",
            "f.conf:1:15: Parse error on line 1: 'Unexpected EOF.'");

    private Corpus() {}
}
