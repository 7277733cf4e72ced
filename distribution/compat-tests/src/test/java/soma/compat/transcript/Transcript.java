/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A transcript file: a head (comment, {@code config} lines that form the server's configuration file, {@code flags},
 * {@code needs} with the plugins that are needed though no key or flag tells so, {@code fresh} for a server of its own,
 * {@code unsplit} where nats-server's own answer depends on how the bytes arrive) and the lines of the conversation in
 * order.
 *
 * @param name the file's name below the transcripts' folder, without {@code .txt}
 */
record Transcript(String name, Path file, List<Line> lines) {

    static final Path FOLDER = Path.of(System.getProperty("soma.transcripts", "src/test/resources/transcripts"));

    static List<Transcript> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".txt"))
                    .sorted()
                    .map(Transcript::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript read(Path file) {
        String name = FOLDER.relativize(file).toString().replaceFirst("\\.txt$", "");
        try {
            return parse(name, file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript parse(String name, Path file, String text) {
        try {
            return new Transcript(name, file, text.lines().map(Line::parse).toList());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    String format() {
        return lines.stream().map(line -> line.format() + "\n").collect(Collectors.joining());
    }

    /** The text of the configuration file, or null when the defaults do. */
    @Nullable
    String configuration() {
        List<String> config = head("config ");
        return config.isEmpty() ? null : String.join("\n", config) + "\n";
    }

    List<String> flags() {
        return words("flags ");
    }

    /** The plugins, by id, that the conversation needs though neither configuration nor flags name them. */
    List<String> needs() {
        return words("needs ");
    }

    /** This transcript where nothing but {@code change} of the server's lines is expected. */
    Transcript expecting(UnaryOperator<String> change) {
        return new Transcript(
                name,
                file,
                lines.stream()
                        .map(line -> line instanceof Line.Receive(String connection, byte[] bytes)
                                ? new Line.Receive(connection, Line.bytes(change.apply(Line.text(bytes))))
                                : line)
                        .toList());
    }

    /** Whether each replay needs a server that nobody has used. */
    boolean fresh() {
        return lines.contains(new Line.Text("fresh"));
    }

    /** Whether nats-server itself answers differently when the bytes arrive in pieces. */
    boolean unsplit() {
        return lines.contains(new Line.Text("unsplit"));
    }

    /** Whether the server is given time to do something of its own. */
    boolean waits() {
        return lines.stream().anyMatch(Line.Wait.class::isInstance);
    }

    private List<String> words(String word) {
        return head(word).stream().flatMap(line -> Stream.of(line.split(" "))).toList();
    }

    private List<String> head(String word) {
        return lines.stream()
                .filter(Line.Text.class::isInstance)
                .map(line -> ((Line.Text) line).text())
                .filter(text -> text.startsWith(word))
                .map(text -> text.substring(word.length()))
                .toList();
    }

    /** How many bytes the clients send in all. */
    int inputLength() {
        return lines.stream()
                .mapToInt(line -> line instanceof Line.Send send ? send.bytes().length : 0)
                .sum();
    }
}
