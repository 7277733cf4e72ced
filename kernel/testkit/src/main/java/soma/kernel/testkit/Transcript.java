/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import soma.spi.plugin.ServerPlugin;

/**
 * A conversation that was recorded from nats-server, one of the files in {@code distribution/compat-tests}; its README
 * says how they are written. Played against a {@link TestKernel}, it shows whether plugins answer the same.
 */
public final class Transcript {
    private static final Pattern BYTES = Pattern.compile("([A-Z])([<>]) (.*)");
    private static final Pattern EVENT = Pattern.compile("([A-Z]) (connect|close|closed|await)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|\\{(.)\\*([0-9]+)}|(.))");
    private static final Path FOLDER = Path.of("distribution/compat-tests/src/test/resources/transcripts");
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final String AUTH_REQUIRED = "\"auth_required\":true";

    private final String name;
    private final List<String> lines;
    private final Map<String, TestConnection> connections = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> expected = new LinkedHashMap<>();
    private final ByteArrayOutputStream burst = new ByteArrayOutputStream();
    private String sender = "";

    private Transcript(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * Plays a conversation.
     *
     * @param name the file's name below the folder of transcripts, without {@code .txt}: {@code auth/good}
     */
    public static void play(String name, List<ServerPlugin> plugins) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(FOLDER))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder of transcripts above this one");
        }
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FOLDER).resolve(name + ".txt"));
            new Transcript(name, lines).play(plugins);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(List<ServerPlugin> plugins) {
        TestKernelBuilder builder = TestKernel.with(plugins).configuration(String.join("\n", head("config ")));
        String flags = String.join(" ", head("flags "));
        if (!flags.isEmpty()) {
            builder.flags(flags.split(" "));
        }
        try (TestKernel kernel = builder.start()) {
            for (String line : lines) {
                play(line, kernel);
            }
            sendBurst(kernel);
            checkAll(kernel);
        }
    }

    private List<String> head(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    private void play(String line, TestKernel kernel) {
        Matcher bytes = BYTES.matcher(line);
        Matcher event = EVENT.matcher(line);
        boolean sends = bytes.matches() && bytes.group(2).equals(">");
        if (!sends || !bytes.group(1).equals(sender)) {
            sendBurst(kernel);
        }
        if (event.matches()) {
            event(event.group(1), event.group(2), kernel);
        } else if (sends) {
            sender = bytes.group(1);
            burst.writeBytes(unescape(bytes.group(3)));
        } else if (bytes.matches()) {
            receive(bytes.group(1), bytes.group(3));
        }
    }

    /** Sends the lines of one client that follow each other in one piece. */
    private void sendBurst(TestKernel kernel) {
        if (burst.size() > 0) {
            if (!expected.isEmpty()) {
                checkAll(kernel);
            }
            connection(sender, kernel).send(burst.toByteArray());
            burst.reset();
        }
    }

    private void event(String who, String what, TestKernel kernel) {
        switch (what) {
            case "connect" -> connections.put(who, kernel.open());
            case "close" -> connection(who, kernel).close();
            case "await" -> kernel.advance(WAIT);
            default -> {
                TestConnection connection = connection(who, kernel);
                kernel.await(
                        name + ": the end of " + who, () -> connection.client().isClosed());
                checkAll(kernel);
            }
        }
    }

    private void receive(String who, String text) {
        if (text.startsWith("INFO ")) {
            boolean required =
                    Objects.requireNonNull(connections.get(who), who).takeInfo().contains(AUTH_REQUIRED);
            assertEquals(text.contains(AUTH_REQUIRED), required, name + ": auth_required");
        } else {
            expected.computeIfAbsent(who, _ -> new ByteArrayOutputStream()).writeBytes(unescape(text));
        }
    }

    private TestConnection connection(String who, TestKernel kernel) {
        return connections.computeIfAbsent(who, _ -> {
            TestConnection connection = kernel.open();
            connection.takeInfo();
            return connection;
        });
    }

    private void checkAll(TestKernel kernel) {
        connections.forEach((who, connection) -> {
            byte[] wanted = expected.containsKey(who) ? expected.remove(who).toByteArray() : new byte[0];
            kernel.await(
                    name + ": bytes for " + who,
                    () -> connection.client().receivedBytes().length >= wanted.length
                            || connection.client().isClosed());
            assertEquals(latin(wanted), latin(connection.client().receivedBytes()), name + ": what " + who + " gets");
            connection.take();
        });
        assertTrue(expected.isEmpty(), () -> name + ": lines for connections that were never opened: " + expected);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] unescape(String text) {
        String plain = ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement(found)));
        return plain.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String replacement(MatchResult found) {
        if (found.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(found.group(1), 16));
        }
        if (found.group(2) != null) {
            return found.group(2).repeat(Integer.parseInt(found.group(3)));
        }
        return switch (found.group(4)) {
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            default -> found.group(4);
        };
    }
}
