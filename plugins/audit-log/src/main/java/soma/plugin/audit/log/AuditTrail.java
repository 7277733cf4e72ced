/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;
import soma.spi.server.ServerListener;

/**
 * Turns what happens to sessions and to the server into lines, and hands these to the writer in force. Says who somebody is,
 * never what he proved it with. Safe for any thread.
 */
final class AuditTrail implements SessionListener, ServerListener {
    private volatile @Nullable AuditWriter writer;
    private volatile @Nullable Server server;

    /** Writes there from now on; null for nowhere. */
    void use(@Nullable AuditWriter other) {
        writer = other;
    }

    @Nullable
    AuditWriter writer() {
        return writer;
    }

    void of(Server running) {
        server = running;
    }

    @Override
    public void admitted(SessionView session) {
        if (writer != null) {
            write(about(session, "login"));
        }
    }

    @Override
    public void refused(SessionView session, String reason) {
        if (writer != null) {
            write(about(session, "refused").with("claimed_user", session.claimedUser()).with("reason", reason));
        }
    }

    @Override
    public void closed(SessionView session, String reason) {
        if (writer != null) {
            write(about(session, "disconnect").with("reason", reason));
        }
    }

    @Override
    public void ready() {
        Server running = server;
        if (running != null) {
            List<String> plugins = running.plugins().stream()
                    .map(plugin -> plugin.id() + " " + plugin.version())
                    .toList();
            write(event("start")
                    .with("server_id", running.id())
                    .with("server_name", running.name())
                    .with("version", running.version().soma())
                    .with("plugins", plugins));
        }
    }

    @Override
    public void reloaded(List<String> changes) {
        write(event("reload").with("changes", changes));
    }

    @Override
    public void reloadRefused(String reason) {
        write(event("reload_refused").with("reason", reason));
    }

    @Override
    public void lameDuck() {
        write(event("lame_duck"));
    }

    @Override
    public void stopping() {
        write(event("shutdown"));
    }

    private AuditEvent about(SessionView session, String name) {
        SSLSession tls = session.security();
        return event(name)
                .with("id", session.identity().id())
                .with("kind", session.identity().kind())
                .with("protocol", session.protocol())
                .with("address", session.remoteAddress())
                .with("user", session.identity().user())
                .with("account", session.space())
                .with("client_name", session.identity().name())
                .with("tls", tls == null ? "" : tls.getProtocol());
    }

    private AuditEvent event(String name) {
        Server running = server;
        InstantSource clock = running == null ? InstantSource.system() : running.clock();
        return new AuditEvent(clock.instant(), name);
    }

    private void write(AuditEvent event) {
        AuditWriter to = writer;
        if (to != null) {
            to.add(event.line());
        }
    }
}
