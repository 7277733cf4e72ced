/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** An operator with its accounts, a server that trusts it, and a client in the system account. */
public final class Realm {
    static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";

    /** Where the server keeps accounts, so deep that a way out of it still ends in the server's own folder. */
    static final String DIRECTORY = "a/b/c/jwt";

    public final NKey operator = NKey.create('O');
    public final NKey system = NKey.create('A');

    /** An account with nothing special, whose user is the well-behaved client. */
    public final NKey account = NKey.create('A');

    public final NKey user = NKey.create('U');

    private final NKey administrator = NKey.create('U');
    private final Map<String, String> preload = new LinkedHashMap<>();

    public Realm() {
        with(system, "");
        with(account, "");
    }

    /** Has an account be known from the start. */
    public Realm with(NKey key, String members) {
        preload.put(key.publicKey(), Token.account(operator, key, members));
        return this;
    }

    Siege siege() {
        return siege("");
    }

    Siege siege(String resolverMembers) {
        StringBuilder text = new StringBuilder(trust())
                .append("resolver { type: full, dir: \"./")
                .append(DIRECTORY)
                .append("\"")
                .append(resolverMembers)
                .append(" }\nresolver_preload {\n");
        preload.forEach(
                (key, token) -> text.append(key).append(": \"").append(token).append("\"\n"));
        ServerProcess server =
                ServerProcess.startWithConfiguration(text.append("}\n").toString());
        return Siege.of(server, this::logIn);
    }

    /** The line of the configuration that names the operator. */
    public String trust() {
        return "operator: \"" + Token.operator(operator, system) + "\"\n";
    }

    /** The tokens of the accounts that are known from the start, by their keys. */
    public Map<String, String> accounts() {
        return Map.copyOf(preload);
    }

    /** Logs the well-behaved client in. */
    public WireClient logIn(int port) {
        return logIn(port, account, user);
    }

    public static WireClient logIn(int port, NKey account, NKey user) {
        WireClient client = begin(port, Token.user(account, user, ""), user);
        client.expect("PONG\r\n");
        return client;
    }

    /** Connects with a token and a signature by a key, asks PING and reads nothing of the answer. */
    public static WireClient begin(int port, String token, NKey signer) {
        WireClient client = WireClient.open(port);
        String nonce = Token.member(client.line(), "nonce");
        client.send("CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"jwt\":\"" + token
                + "\",\"sig\":\"" + Token.chunk(signer.sign(nonce)) + "\"}\r\nPING\r\n");
        return client;
    }

    /** What a client with this token is told, up to PONG or the end of the connection. */
    static String answer(Siege siege, String token, NKey signer) {
        try (WireClient client = begin(siege.server().port(), token, signer)) {
            String line = client.answer();
            return line.equals("PONG\r\n") ? line : line + client.readToEnd();
        } catch (AssertionError e) {
            throw new AssertionError("after " + Token.payload(token) + ": " + e.getMessage(), e);
        }
    }

    WireClient administrator(Siege siege) {
        WireClient client = logIn(siege.server().port(), system, administrator);
        client.send("SUB answers 9\r\n");
        return client;
    }

    /** Sends a request and returns the payload of the first answer, which must come. */
    static String request(WireClient client, String subject, String payload) {
        client.send("PUB " + subject + " answers " + payload.length() + "\r\n" + payload + "\r\n");
        String head = client.answer();
        assertTrue(head.startsWith("MSG answers 9 ") || head.startsWith("HMSG answers 9 "), head);
        String[] words = head.strip().split(" ", -1);
        String answer = new String(client.bytes(Integer.parseInt(words[words.length - 1])), StandardCharsets.UTF_8);
        client.expect("\r\n");
        return answer;
    }

    /** Has the server take another token of an account. */
    void update(WireClient administrator, NKey key, String members) {
        String answer = push(administrator, key, Token.account(operator, key, members));
        assertTrue(answer.contains("\"code\":200"), answer);
    }

    static String push(WireClient administrator, NKey key, String token) {
        return request(administrator, "$SYS.REQ.ACCOUNT." + key.publicKey() + ".CLAIMS.UPDATE", token);
    }
}
