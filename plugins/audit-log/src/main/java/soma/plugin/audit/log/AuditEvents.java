/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;
import soma.spi.server.ServerListener;

/** Makes events of what it hears. Sessions tell it on their loops, where nothing waits for the disk. */
final class AuditEvents implements Lifecycle, SessionListener, ServerListener {
    private final AuditOptions options;
    private volatile @Nullable AuditWriter writer;
    private volatile @Nullable Server server;

    AuditEvents(AuditOptions options) {
        this.options = options;
    }

    @Override
    public void start(Server starting) throws IOException {
        Path path = options.file();
        if (path == null) {
            return;
        }
        AuditFile file;
        try {
            file = AuditFile.open(options, path);
        } catch (IOException e) {
            throw new IOException("the audit log " + path + " cannot be opened: " + e, e);
        }
        AuditWriter opened = new AuditWriter(file, starting.clock());
        opened.start(starting.workers());
        server = starting;
        writer = opened;
    }

    private void whenOn(Consumer<AuditWriter> action) {
        AuditWriter open = writer;
        if (open != null) {
            action.accept(open);
        }
    }

    @Override
    public void ready() {
        Server running = server;
        if (running != null) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("server", running.name());
            fields.put("id", running.id());
            fields.put("version", running.version().soma());
            List<String> plugins = new ArrayList<>();
            for (PluginInfo plugin : running.plugins()) {
                plugins.add(plugin.id() + " " + plugin.version());
            }
            fields.put("plugins", plugins);
            whenOn(open -> open.write("start", fields));
        }
    }

    @Override
    public void admitted(SessionView session) {
        whenOn(open -> open.write("login", who(session)));
    }

    @Override
    public void refused(SessionView session, String reason) {
        whenOn(open -> {
            Map<String, Object> fields = who(session);
            fields.put("reason", reason);
            open.write("refused", fields);
        });
    }

    @Override
    public void closed(SessionView session, String reason) {
        whenOn(open -> {
            Map<String, Object> fields = who(session);
            fields.put("reason", reason);
            fields.put("in_msgs", session.messagesIn());
            fields.put("out_msgs", session.messagesOut());
            open.write("closed", fields);
        });
    }

    private static Map<String, Object> who(SessionView session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cid", session.identity().id());
        fields.put("kind", session.identity().kind());
        fields.put("protocol", session.protocol());
        fields.put("address", session.remoteAddress());
        put(fields, "account", session.space());
        String user = session.identity().user();
        put(fields, user.isEmpty() ? "claimed_user" : "user", user.isEmpty() ? session.claimedUser() : user);
        put(fields, "name", session.identity().name());
        SSLSession tls = session.security();
        put(fields, "tls", tls == null ? "" : tls.getProtocol() + " " + tls.getCipherSuite());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    @Override
    public void reloaded(List<String> changes) {
        whenOn(open -> open.write("reload", Map.of("changes", changes)));
    }

    @Override
    public void reloadRefused(String reason) {
        whenOn(open -> open.write("reload_refused", Map.of("reason", reason)));
    }

    @Override
    public void lameDuck() {
        whenOn(open -> open.write("lame_duck", Map.of()));
    }

    @Override
    public void stopping() {
        whenOn(open -> open.write("stop", Map.of()));
    }

    @Override
    public void stop() {
        whenOn(AuditWriter::stop);
    }
}
