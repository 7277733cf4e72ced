/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.monitoring.api.Answer;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.OpenListener;
import soma.spi.server.Server;

/** The HTTP server. Opened before the listeners of clients, closed with the server. Requests run on virtual threads. */
final class Monitor implements Lifecycle, OpenListener {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    /**
     * Settings of the JDK's server, which reads them when the first one is made. A request has five seconds to arrive and an
     * answer half a minute to leave, and there are not more connections than this, so that nobody slow takes all memory.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.nodelay", "true",
            "jdk.httpserver.maxConnections", "256");

    private static final int AT_A_TIME = 32 * 1024;

    private final MonitoringOptions options;
    private final RequestCounts counts;
    private volatile @Nullable Server server;
    private volatile @Nullable HttpServer http;

    Monitor(MonitoringOptions options, RequestCounts counts) {
        this.options = options;
        this.counts = counts;
    }

    @Override
    public void start(Server starting) {
        server = starting;
    }

    @Override
    public void listen() throws IOException {
        Server running = server;
        if (!options.isOn() || running == null) {
            return;
        }
        limitSlowClients();
        HttpServer opened = open(running);
        var responder = new Responder(running, options.basePath(), counts);
        var gate = new LoginGate(options.login());
        opened.createContext("/", exchange -> serve(exchange, responder, gate));
        opened.setExecutor(running.workers());
        opened.start();
        http = opened;
        LOG.info("Starting {} monitor on {}", scheme(), address(options.host(), boundPort()));
    }

    /** An operator's own settings stay. */
    private static void limitSlowClients() {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private HttpServer open(Server running) throws IOException {
        var address = new InetSocketAddress(options.host(), options.port());
        try {
            if (!options.secure()) {
                return HttpServer.create(address, 0);
            }
            HttpsConfigurator configurator = SecureMonitor.configurator(running);
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(configurator);
            return https;
        } catch (IOException e) {
            throw new IOException(
                    "Can't listen to the monitor port: " + address(options.host(), options.port()) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static void serve(HttpExchange exchange, Responder responder, LoginGate gate) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            Answer answer = gate.admits(authorization)
                    ? responder.answer(
                            exchange.getRequestURI().getPath(),
                            QueryString.parse(exchange.getRequestURI().getRawQuery()),
                            headers(exchange))
                    : LoginGate.refusal();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (answer.type().equals("application/json")) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            }
            boolean headOnly = exchange.getRequestMethod().equals("HEAD");
            if (headOnly) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body().length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                try (OutputStream body = exchange.getResponseBody()) {
                    write(answer.body(), body);
                }
            }
        }
    }

    /** Writes a little at a time: the JDK's server takes a buffer of twice the size of what it is given. */
    private static void write(byte[] bytes, OutputStream body) throws IOException {
        for (int at = 0; at < bytes.length; at += AT_A_TIME) {
            body.write(bytes, at, Math.min(AT_A_TIME, bytes.length - at));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    /** Returns the port that it listens on, or -1. */
    int boundPort() {
        HttpServer open = http;
        return open == null ? -1 : open.getAddress().getPort();
    }

    private String scheme() {
        return options.secure() ? "https" : "http";
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public List<String> urls() {
        return http == null ? List.of() : List.of(scheme() + "://" + address(options.host(), boundPort()));
    }

    @Override
    public void stop() {
        HttpServer open = http;
        http = null;
        if (open != null) {
            open.stop(0);
        }
    }
}
