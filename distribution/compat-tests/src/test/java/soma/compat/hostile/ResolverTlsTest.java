/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;

/** Accounts from an HTTPS server with an authority of its own: whoever is not that server is not believed. */
class ResolverTlsTest {
    private static final String AUTHORITY = "ca_file: \"" + Certificates.tls("ca.pem") + "\"";
    private static final String IDENTITY = ", " + Certificates.pair(Certificates.tls("client"));

    private final Realm realm = new Realm();

    /** An HTTPS server that has the tokens of the realm's accounts. */
    private static final class Accounts implements AutoCloseable {
        private final Realm realm;
        private final HttpsServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        Accounts(Realm realm, String certificate, boolean demandsPeer) throws IOException {
            this.realm = realm;
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var context = Certificates.context(Certificates.tls("ca"), Certificates.tls(certificate));
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                    wanted.setNeedClientAuth(demandsPeer);
                    parameters.setSSLParameters(wanted);
                }
            });
            server.setExecutor(threads);
            server.createContext("/accounts/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String key = exchange.getRequestURI().getPath().substring("/accounts/".length());
            asked.add(key);
            String token = key.isEmpty() ? "ok" : realm.accounts().getOrDefault(key, "");
            byte[] body = token.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(token.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        String configuration(String tls) {
            return realm.trust() + "resolver: URL(\"https://localhost:"
                    + server.getAddress().getPort() + "/accounts/\")\n" + tls;
        }

        @Override
        public void close() {
            server.stop(0);
            threads.close();
        }
    }

    private static String tls(String members) {
        return "resolver_tls { " + members + " }\n";
    }

    private void assertServes(Accounts accounts, String configuration) {
        ServerProcess server = ServerProcess.startWithConfiguration(configuration);
        try (Siege siege = Siege.of(server, realm::logIn)) {
            assertTrue(accounts.asked.contains(realm.account.publicKey()), "it asked for " + accounts.asked);
            NKey stranger = NKey.create('A');
            String token = Token.user(stranger, realm.user, "");
            assertEquals(Realm.VIOLATION, Realm.answer(siege, token, realm.user));
            assertTrue(accounts.asked.contains(stranger.publicKey()), "it asked for " + accounts.asked);
        }
    }

    private static void assertDoesNotStart(Accounts accounts, String configuration) {
        Plugins.require("auth-jwt");
        try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), configuration, List.of())) {
            assertEquals(1, server.awaitExit(), server::logTail);
            assertTrue(server.log().contains("could not fetch"), server::logTail);
            assertFalse(server.log().contains("Server is ready"), server::logTail);
            assertEquals(Set.of(), accounts.asked);
        }
    }

    @Test
    void accounts_are_fetched_from_a_server_with_a_private_authority() throws IOException {
        try (Accounts accounts = new Accounts(realm, "server", false)) {
            assertServes(accounts, accounts.configuration(tls(AUTHORITY)));
        }
    }

    @Test
    void a_server_that_wants_to_know_who_asks_is_told() throws IOException {
        try (Accounts accounts = new Accounts(realm, "server", true)) {
            assertDoesNotStart(accounts, accounts.configuration(tls(AUTHORITY)));
            assertServes(accounts, accounts.configuration(tls(AUTHORITY + IDENTITY)));
        }
    }

    @Test
    void a_server_of_another_authority_is_asked_for_nothing() throws IOException {
        try (Accounts accounts = new Accounts(realm, "server", false)) {
            assertDoesNotStart(accounts, accounts.configuration(""));
            String other = "ca_file: \"" + Certificates.tls("other-ca.pem") + "\"";
            assertDoesNotStart(accounts, accounts.configuration(tls(other)));
        }
    }

    @Test
    void a_server_of_another_name_is_asked_for_nothing() throws IOException {
        try (Accounts accounts = new Accounts(realm, "named", false)) {
            assertDoesNotStart(accounts, accounts.configuration(tls(AUTHORITY)));
        }
    }
}
