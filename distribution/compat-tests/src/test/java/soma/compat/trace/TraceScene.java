/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/**
 * A server with two accounts and some clients, of whom one in each account watches traces. Everything that differs from run to
 * run is taken out of what they get. A trace comes after what it tells of, and traces come one after the other: so a trace
 * asked for by the watcher ends each step.
 */
final class TraceScene implements AutoCloseable {
    private static final String CONFIGURATION = """
            server_name: srv
            accounts {
              A {
                users: [
                  {user: a, password: p}
                  {user: limited, password: p, permissions: {publish: [a, t.ok]}}
                  {user: strict, password: p, permissions: {subscribe: {allow: ">", deny: d.secret}}}
                ]
                exports: [ {stream: "s.>"}, {service: q.ok, allow_trace: true}, {service: q.no}
                           {service: q.map, allow_trace: true} ]
                mappings: { m.in: m.out, q.map: q.mapped, m.secret: b }
                msg_trace: {dest: acc.dest, sampling: 100}
              }
              B {
                users: [ {user: b, password: p} ]
                imports: [
                  {stream: {account: A, subject: s.told}, to: local.told, allow_trace: true}
                  {stream: {account: A, subject: s.untold}, prefix: p}
                  {service: {account: A, subject: q.ok}, to: ask.ok}
                  {service: {account: A, subject: q.no}}
                  {service: {account: A, subject: q.map}}
                ]
              }
            }
            """;

    private static final String MARK = "NATS/1.0\r\nNats-Trace-Dest: mark\r\n\r\n";
    private static final String PLAIN = "\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":1";

    private final ServerProcess server;
    private final Map<String, WireClient> clients = new LinkedHashMap<>();
    private long firstId = -1;

    private TraceScene(ServerProcess server) {
        this.server = server;
    }

    static TraceScene on(ServerExecutable executable) {
        TraceScene scene = new TraceScene(ServerProcess.start(executable, CONFIGURATION, List.of()));
        scene.connect("watchA", "a", "", "SUB t.> 1\r\nSUB acc.dest 2\r\nSUB mark 3\r\n");
        scene.connect("watchB", "b", "", "SUB t.> 1\r\nSUB acc.dest 2\r\nSUB mark 3\r\n");
        scene.connect("pub", "a", ",\"name\":\"pub\",\"echo\":false", "SUB echoed 1\r\nSUB re 2\r\n");
        scene.connect(
                "sub",
                "a",
                ",\"name\":\"sub\"",
                "SUB foo 1\r\nSUB foo q 2\r\nSUB m.out 3\r\nSUB d.> 4\r\nSUB q.* 5\r\nSUB few 6\r\nUNSUB 6 1\r\n");
        scene.connect("limited", "limited", "", "");
        scene.connect("strict", "strict", "", "SUB d.* 1\r\nSUB d.> q 2\r\n");
        scene.connect("bee", "b", ",\"name\":\"bee\"", "SUB local.* 1\r\nSUB p.s.> 2\r\nSUB rep 3\r\n");
        return scene;
    }

    private void connect(String name, String user, String more, String lines) {
        WireClient client = WireClient.open(server.port());
        clients.put(name, client);
        Matcher id = Pattern.compile("\"client_id\":(\\d+)").matcher(client.line());
        if (!id.find()) {
            throw new AssertionError("INFO has no client_id");
        }
        firstId = firstId < 0 ? Long.parseLong(id.group(1)) : firstId;
        client.send("CONNECT {" + PLAIN + ",\"user\":\"" + user + "\",\"pass\":\"p\"" + more + "}\r\n" + lines
                + "PING\r\n");
        client.expect("PONG\r\n");
    }

    private WireClient client(String name) {
        WireClient client = clients.get(name);
        if (client == null) {
            throw new AssertionError("no client " + name);
        }
        return client;
    }

    /** Has a client send bytes, and returns what all clients got then, a line for each part of it. */
    String play(String publisher, String bytes) {
        client(publisher).send(bytes);
        List<String> got = new ArrayList<>();
        clients.forEach((name, client) -> {
            if (!name.startsWith("watch")) {
                got.add(name + ": " + drained(client));
            }
        });
        got.add("watchA: " + traces(client("watchA")));
        got.add("watchB: " + traces(client("watchB")));
        return String.join("\n", got);
    }

    private String drained(WireClient client) {
        String text = client.ended() ? "(ended)" : readable(client);
        return text.replaceAll("_R_\\.\\w+\\.\\w+", "_R_")
                .replaceAll("\"rtt\":\\d+", "\"rtt\":0")
                .replaceAll("(HMSG q\\.\\w+ \\d+( _R_)?) \\d+ \\d+", "$1")
                .replace("\r\n", "|");
    }

    /** A client that was turned away says so instead of answering. */
    private static String readable(WireClient client) {
        client.send("PING\r\n");
        var text = new StringBuilder();
        String line = client.lineOrNothing();
        while (!line.isEmpty() && !line.equals("PONG\r\n") && !client.ended()) {
            if (!line.equals("PING\r\n") && !line.startsWith("INFO ")) {
                text.append(line);
            }
            if (line.contains("Maximum Payload")) {
                return text + client.readToEnd() + "(ended)";
            }
            line = client.lineOrNothing();
        }
        return text.toString();
    }

    private String traces(WireClient watcher) {
        watcher.send("HPUB nowhere " + MARK.length() + " " + MARK.length() + "\r\n" + MARK + "\r\n");
        var all = new StringBuilder();
        while (true) {
            Delivery delivery = Delivery.read(watcher);
            if (delivery.subject().equals("mark")) {
                return all.toString();
            }
            all.append('\n')
                    .append(delivery.subject())
                    .append(' ')
                    .append(delivery.headers().replace("\r\n", "|"));
            all.append('\n').append(normal(delivery.payload()));
        }
    }

    /** One message as it came. */
    private record Delivery(String subject, String headers, byte[] payload) {
        static Delivery read(WireClient client) {
            String[] head = client.answer().strip().split(" +");
            boolean withHeaders = head[0].equals("HMSG");
            int size = Integer.parseInt(head[head.length - 1]);
            int headers = withHeaders ? Integer.parseInt(head[head.length - 2]) : 0;
            var body = new StringBuilder();
            while (body.length() < size + 2) {
                body.append(client.line());
            }
            byte[] payload = body.substring(headers, size).getBytes(StandardCharsets.ISO_8859_1);
            String block = body.substring(0, headers);
            return new Delivery(head[1], block, block.contains("gzip") ? unzipped(payload) : payload);
        }

        private static byte[] unzipped(byte[] zipped) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Takes out times, numbers and ids of this run, and the flags of features. In which order deliveries are told that go to
     * several subscriptions is the server's own business.
     */
    private String normal(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8)
                .replaceAll(
                        "\"(ts|time)\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)\"",
                        "\"$1\":T")
                .replaceAll("\"id\":\"N[A-Z2-7]{55}\"", "\"id\":N")
                .replaceAll("\"seq\":[1-9]\\d*", "\"seq\":N")
                .replaceAll("\"feature_flags\":\\{[^}]*},", "")
                .replaceAll("_R_\\.\\w+\\.\\w+", "_R_");
        Matcher id = Pattern.compile("\"cid\":(\\d+)").matcher(text);
        text = id.replaceAll(found -> "\"cid\":+" + (Long.parseLong(found.group(1)) - firstId));
        List<String> events = new ArrayList<>(List.of(text.split("(?=\\{\"type\":)")));
        for (int i = 1; i < events.size(); i++) {
            events.set(i, events.get(i).replaceAll("(,|]})$", ""));
        }
        sortDeliveries(events);
        return String.join("\n", events);
    }

    private static void sortDeliveries(List<String> events) {
        int from = 0;
        for (int at = 0; at <= events.size(); at++) {
            if (at == events.size() || !events.get(at).startsWith("{\"type\":\"eg\"")) {
                events.subList(from, at).sort(null);
                from = at + 1;
            }
        }
    }

    @Override
    public void close() {
        clients.values().forEach(WireClient::close);
        server.close();
    }
}
