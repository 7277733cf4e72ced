/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Accounts that an HTTP server has. */
class UrlResolverTest {
    private static final String SILENCE = "";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final World world = new World();
    private final ServerSocket socket;

    UrlResolverTest() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        String system = world.account(world.systemAccount, AccountClaims.PLAIN, World.NOW);
        answers.put("/accounts/", ok(""));
        answers.put("/accounts/" + world.systemAccount.publicKey(), ok(system));
        answers.put(
                "/accounts/" + world.account.publicKey(),
                ok(world.account(world.account, AccountClaims.PLAIN, World.NOW)));
        world.resolver("\"URL(http://127.0.0.1:" + socket.getLocalPort() + "/accounts/)\"")
                .without(world.account)
                .without(world.systemAccount);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        socket.close();
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                Thread.ofVirtual().start(() -> answer(peer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket peer) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
            String path = in.readLine().split(" ", -1)[1];
            while (!in.readLine().isEmpty()) {
                // the rest of the head
            }
            String answer = answers.getOrDefault(path, "HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
            if (!answer.equals(SILENCE)) {
                peer.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                peer.close();
            }
        } catch (IOException e) {
            assertFalse(String.valueOf(e).isEmpty());
        }
    }

    @Test
    void accountsAreFetched() {
        world.start();
        world.login().expectIn();
        world.loginToSystem();
        KeyPair unknown = KeyPair.create(KeyKind.ACCOUNT);
        world.login(World.token(unknown, world.user, UserClaims.PLAIN), world.user)
                .expectRefusal();
    }

    @Test
    void aServerThatIsNotThereKeepsThisOneFromStarting() {
        answers.remove("/accounts/");
        RuntimeException e = assertThrows(RuntimeException.class, world::start);
        assertTrue((e + " " + e.getCause()).contains("could not fetch"), e.toString());
    }

    @Test
    void answersThatAreTooLargeOrTooLateAreGivenUp() {
        world.start();
        String path = "/accounts/" + world.account.publicKey();
        answers.put(path, ok("x".repeat(Jwt.MAX_LENGTH + 1)));
        world.login().expectRefusal();
        answers.put(path, SILENCE);
        world.login().expectRefusal();
        answers.put(path, "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno");
        world.login().expectRefusal();
        answers.put(path, ok(world.account(world.account, AccountClaims.PLAIN, World.NOW)));
        world.login().expectIn();
        assertTrue(RecordedLog.contains("Account fetch failed"));
    }
}
