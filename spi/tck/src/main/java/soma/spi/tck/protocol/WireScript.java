/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import soma.spi.annotation.Api;

/**
 * A conversation with a protocol: what is sent to it and what it must answer. It is held whole, one byte at a time, and
 * once for every place where the input can be cut in two; the answers must be the same. Immutable; each step returns a
 * longer script.
 *
 * <pre>{@code
 * WireScript.on(fixture)
 *         .expect("{INFO}")
 *         .send("CONNECT {\"verbose\":false}\r\nPING\r\n")
 *         .expect("PONG\r\n")
 *         .run();
 * }</pre>
 *
 * <p>In what is expected, <code>{INFO}</code> stands for any INFO line, <code>{any}</code> for anything within a line and
 * <code>{rest}</code> for anything at all. Text is one character a byte (ISO 8859-1).
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class WireScript {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(INFO|any|rest)}");

    private final ProtocolFixture fixture;
    private final List<Step> steps;

    private sealed interface Step {}

    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Send(byte[] bytes) implements Step {
        @Override
        public String toString() {
            return "send " + visible(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private record Expect(String text, Pattern pattern) implements Step {}

    private record Advance(Duration time) implements Step {}

    private record ExpectClosed() implements Step {}

    private WireScript(ProtocolFixture fixture, List<Step> steps) {
        this.fixture = fixture;
        this.steps = steps;
    }

    /** Begins an empty script. */
    public static WireScript on(ProtocolFixture fixture) {
        return new WireScript(fixture, List.of());
    }

    /** Sends text to the protocol. */
    public WireScript send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes to the protocol. */
    public WireScript send(byte[] bytes) {
        return with(new Send(bytes.clone()));
    }

    /** Expects exactly this text to have been answered since the last expectation; empty for silence. */
    public WireScript expect(String text) {
        return with(new Expect(text, pattern(text)));
    }

    /** Lets time pass. */
    public WireScript advance(Duration time) {
        return with(new Advance(time));
    }

    /** Expects that the protocol has closed the link. */
    public WireScript expectClosed() {
        return with(new ExpectClosed());
    }

    /** Holds the conversation in every way. */
    public void run() {
        runWhole();
        int bytes = input().length;
        for (int cut = 1; cut < bytes; cut++) {
            hold("cut at byte " + cut, new int[] {cut});
        }
        int[] everywhere = new int[Math.max(0, bytes - 1)];
        Arrays.setAll(everywhere, i -> i + 1);
        hold("byte by byte", everywhere);
    }

    /** Holds the conversation once, each text in one piece. */
    public void runWhole() {
        hold("in one piece", new int[0]);
    }

    /** Returns everything that is sent. */
    byte[] input() {
        int length = 0;
        for (Step step : steps) {
            length += step instanceof Send send ? send.bytes().length : 0;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Step step : steps) {
            if (step instanceof Send send) {
                System.arraycopy(send.bytes(), 0, all, at, send.bytes().length);
                at += send.bytes().length;
            }
        }
        return all;
    }

    /** Holds the conversation with the input cut at these places, counted over all that is sent. */
    void hold(String way, int[] cuts) {
        try (WireRun run = new WireRun(fixture)) {
            int at = 0;
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                String where = "step " + (i + 1) + " (" + way + ")";
                switch (step) {
                    case Send send -> {
                        send(run, send.bytes(), at, cuts);
                        at += send.bytes().length;
                    }
                    case Expect expect -> check(expect, run.link().takeSent(), where);
                    case Advance advance -> run.loop().advance(advance.time());
                    case ExpectClosed closed -> checkClosed(run, where);
                }
            }
        }
    }

    private static void send(WireRun run, byte[] bytes, int offset, int[] cuts) {
        int from = 0;
        for (int cut : cuts) {
            int to = cut - offset;
            if (to > from && to < bytes.length) {
                receive(run, Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
        }
        receive(run, Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void receive(WireRun run, byte[] piece) {
        if (!run.link().isClosed()) {
            run.link().receive(piece);
        }
    }

    private static void check(Expect expect, String answered, String where) {
        if (!expect.pattern().matcher(answered).matches()) {
            throw new AssertionError(
                    where + ": answered " + visible(answered) + " (expected: " + visible(expect.text()) + ")");
        }
    }

    private static void checkClosed(WireRun run, String where) {
        run.loop().runUntilIdle();
        if (!run.link().isClosed()) {
            throw new AssertionError(where + ": the link is open (expected: closed by the protocol)");
        }
    }

    private WireScript with(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new WireScript(fixture, List.copyOf(more));
    }

    private static Pattern pattern(String text) {
        var regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int from = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(text.substring(from, placeholder.start())));
            regex.append(
                    switch (placeholder.group(1)) {
                        case "INFO" -> "INFO \\{[^\r\n]*\\} ?\r\n";
                        case "any" -> "[^\r\n]*";
                        default -> "(?s:.*)";
                    });
            from = placeholder.end();
        }
        regex.append(Pattern.quote(text.substring(from)));
        return Pattern.compile(regex.toString());
    }

    private static String visible(String text) {
        return "\"" + text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
