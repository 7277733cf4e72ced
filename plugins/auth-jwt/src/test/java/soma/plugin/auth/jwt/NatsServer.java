/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.spi.tck.fixture.Await;

/** A real nats-server, to hold this one against. */
final class NatsServer implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("nats://[^\"]*:(\\d+)");
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]+)\"");

    private final Process process;
    private final int port;

    NatsServer(Path directory, String configuration) throws IOException {
        Path file = Files.writeString(
                directory.resolve("nats.conf"),
                "listen: \"127.0.0.1:-1\"\nports_file_dir: \"" + directory + "\"\n" + configuration);
        process = new ProcessBuilder(executable(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nats.log").toFile())
                .start();
        Await.until("nats-server opens a port", () -> port(directory) > 0 || !process.isAlive());
        port = port(directory);
    }

    static String executable() {
        return Stream.of(System.getProperty("nats.server", ""), System.getProperty("soma.nats-server", ""))
                .filter(path -> !path.isEmpty() && Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("");
    }

    private static int port(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> ports =
                    files.filter(file -> file.toString().endsWith(".ports")).toList();
            Matcher port = PORT.matcher(ports.isEmpty() ? "" : Files.readString(ports.getFirst()));
            return port.find() ? Integer.parseInt(port.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Logs in, sends a text and returns all that comes up to the next PONG, or to the end. */
    String tell(String token, KeyPair signer, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Matcher nonce = NONCE.matcher(read(socket.getInputStream(), "}"));
            byte[] signed = nonce.find() ? nonce.group(1).getBytes(StandardCharsets.US_ASCII) : new byte[0];
            String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(signed));
            String connect = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"protocol\":1,\"jwt\":\""
                    + token + "\",\"sig\":\"" + signature + "\"}\r\n" + text + "PING\r\n";
            socket.getOutputStream().write(connect.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(5_000);
            return read(socket.getInputStream(), "PONG\r\n");
        }
    }

    /** Sends a request and returns the payload of its answer. */
    String request(String token, KeyPair signer, String subject, String payload) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Matcher nonce = NONCE.matcher(read(socket.getInputStream(), "}"));
            byte[] signed = nonce.find() ? nonce.group(1).getBytes(StandardCharsets.US_ASCII) : new byte[0];
            String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(signed));
            String text = "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1,\"jwt\":\"" + token
                    + "\",\"sig\":\"" + signature + "\"}\r\nSUB i 1\r\nPUB " + subject + " i " + payload.length()
                    + "\r\n"
                    + payload + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(5_000);
            String got = read(socket.getInputStream(), "}\r\n");
            return got.substring(got.indexOf("\r\n", got.indexOf("MSG i")) + 2).strip();
        }
    }

    private static String read(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (text.indexOf(end, Math.max(0, text.length() - end.length())) >= 0) {
                return text.toString();
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
