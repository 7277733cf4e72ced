/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.events;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import soma.compat.wire.WireClient;

/** A client that asks, and hears of what it has subscribed to. Confined to one thread. */
final class SystemClient implements AutoCloseable {
    private static final Pattern SERVER_ID = Pattern.compile("\"server_id\":\"([^\"]+)\"");
    private static final Pattern CLIENT_ID = Pattern.compile("\"client_id\":(\\d+)");

    private final WireClient wire;
    private final String info;
    private final List<Received> others = new ArrayList<>();
    private int asked;

    /**
     * A message.
     *
     * @param headers the block of headers; empty for none
     * @param body    the payload, decoded
     */
    record Received(String subject, String headers, String body) {
        /** Returns the value of Content-Encoding; empty for none. */
        String encoding() {
            Matcher encoding = Pattern.compile("Content-Encoding: (\\S+)\r\n").matcher(headers);
            return encoding.find() ? encoding.group(1) : "";
        }
    }

    private SystemClient(WireClient wire, String info) {
        this.wire = wire;
        this.info = info;
    }

    /** Connects with further members of CONNECT. */
    static SystemClient connect(int port, String members) {
        WireClient wire = WireClient.open(port);
        String info = wire.line();
        wire.send(
                "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"lang\":\"test\",\"version\":\"1.0\""
                        + members + "}\r\nPING\r\n");
        SystemClient client = new SystemClient(wire, info);
        client.untilPong();
        return client;
    }

    /** Returns the members that log somebody in. */
    static String as(String user, String name) {
        return ",\"protocol\":1,\"user\":\"" + user + "\",\"pass\":\"pass-" + user + "\",\"name\":\"" + name + "\"";
    }

    String serverId() {
        return find(SERVER_ID);
    }

    String id() {
        return find(CLIENT_ID);
    }

    private String find(Pattern pattern) {
        Matcher found = pattern.matcher(info);
        if (!found.find()) {
            throw new AssertionError("not in " + info);
        }
        return found.group(1);
    }

    WireClient wire() {
        return wire;
    }

    /** Sends lines, and returns when the server has done what they say. */
    SystemClient run(String lines) {
        wire.send(lines + "PING\r\n");
        untilPong();
        return this;
    }

    private void untilPong() {
        String line = wire.line();
        while (!line.equals("PONG\r\n")) {
            take(line);
            line = wire.line();
        }
    }

    private void take(String line) {
        if (line.startsWith("MSG ") || line.startsWith("HMSG ")) {
            others.add(message(line));
        } else if (line.equals("PING\r\n")) {
            wire.send("PONG\r\n");
        } else if (!line.startsWith("INFO ")) {
            throw new AssertionError("unexpected: " + line);
        }
    }

    private Received message(String line) {
        String[] words = line.strip().split(" ");
        byte[] bytes = wire.bytes(Integer.parseInt(words[words.length - 1]));
        wire.expect("\r\n");
        int headers = words[0].equals("HMSG") ? Integer.parseInt(words[words.length - 2]) : 0;
        String block = new String(bytes, 0, headers, StandardCharsets.ISO_8859_1);
        byte[] payload = Arrays.copyOfRange(bytes, headers, bytes.length);
        return new Received(words[1], block, new String(decoded(block, payload), StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String headers, byte[] payload) {
        String lower = headers.toLowerCase(Locale.ROOT);
        if (lower.contains("content-encoding: snappy")) {
            return SnappyFrames.decode(payload);
        }
        if (!lower.contains("content-encoding: gzip")) {
            return payload;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks; there must be an answer. */
    Received ask(String subject, String body, String... headers) {
        String inbox = request(subject, body, headers);
        return next("an answer to " + subject + " " + body, message -> message.subject.equals(inbox));
    }

    /**
     * Asks in the system account and returns the answer, or an empty one when there is none: a later request is answered, and
     * requests are answered one after the other.
     */
    Received askMaybe(String subject, String body) {
        String inbox = request(subject, body);
        run(""); // "no responders" comes with what was read last
        ask(
                subject.endsWith("STATSZ") || subject.endsWith(".PING")
                        ? "$SYS.REQ.SERVER.PING.STATSZ"
                        : "$SYS.REQ.SERVER.PING.HEALTHZ",
                "");
        for (Received message : others) {
            if (message.subject.equals(inbox)) {
                others.remove(message);
                return message;
            }
        }
        return new Received(inbox, "", "");
    }

    private String request(String subject, String body, String... headers) {
        asked++;
        String inbox = "_INBOX.r." + asked;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String sub = "SUB " + inbox + " " + (1_000 + asked) + "\r\nUNSUB " + (1_000 + asked) + " 1\r\n";
        if (headers.length == 0) {
            wire.send(sub + "PUB %s %s %d\r\n%s\r\n".formatted(subject, inbox, bytes.length, text));
        } else {
            String block = "NATS/1.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            int all = block.length() + bytes.length;
            wire.send(sub + "HPUB %s %s %d %d\r\n%s%s\r\n".formatted(subject, inbox, block.length(), all, block, text));
        }
        return inbox;
    }

    /** Returns the next message that passes, and forgets it; others are kept. */
    Received next(String what, Predicate<Received> wanted) {
        while (true) {
            for (Iterator<Received> each = others.iterator(); each.hasNext(); ) {
                Received message = each.next();
                if (wanted.test(message)) {
                    each.remove();
                    return message;
                }
            }
            String line = wire.lineOrNothing();
            if (line.isEmpty()) {
                throw new AssertionError("nothing more came while waiting for " + what + "; there is " + others);
            }
            take(line);
        }
    }

    /** Returns what has come and nobody has asked for. */
    List<Received> others() {
        run("");
        return List.copyOf(others);
    }

    @Override
    public void close() {
        wire.close();
    }
}
