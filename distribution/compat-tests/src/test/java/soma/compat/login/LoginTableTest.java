/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import soma.compat.login.LoginTable.Login;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Every table of logins, on this server, and on nats-server where there is one. */
class LoginTableTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("soma.root", "../..") + "/distribution/compat-tests/src/test/resources/logins");
    private static final Pattern NONCE = Pattern.compile("\"nonce\":\"([^\"]*)\"");
    private static final Pattern SIGNATURE = Pattern.compile("<sig:([A-Z2-7]+)>");

    @TestFactory
    Stream<DynamicTest> loginsHaveTheOutcomeOfTheTable() {
        return tests(ServerExecutable::underTest);
    }

    @TestFactory
    Stream<DynamicTest> loginsHaveTheSameOutcomeOnNatsServer() {
        return tests(ServerExecutable::peer);
    }

    private static Stream<DynamicTest> tests(Supplier<ServerExecutable> server) {
        return LoginTable.in(FOLDER).stream()
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> check(table, server.get())));
    }

    private static void check(LoginTable table, ServerExecutable executable) {
        try (ServerProcess server = ServerProcess.start(executable, table.configuration(), List.of())) {
            for (Login login : table.logins()) {
                assertEquals(login.outcome(), outcome(server, login), () -> table.name() + ": " + login.name());
            }
            assertFalse(server.log().contains("s3cret"), "a secret is in the log" + server.logTail());
        }
    }

    private static String outcome(ServerProcess server, Login login) {
        try (WireClient client = WireClient.open(server.port())) {
            String info = client.line();
            client.send("CONNECT {\"verbose\":false,\"pedantic\":false"
                    + (login.members().isEmpty() ? "" : "," + signed(login.members(), info)) + "}\r\nPING\r\n");
            String answer = client.line();
            while (answer.startsWith("INFO ")) {
                answer = client.line();
            }
            return answer.equals("PONG\r\n") ? "ok" : answer.replaceAll("^-ERR '|'\r\n$", "");
        }
    }

    private static String signed(String members, String info) {
        Matcher nonce = NONCE.matcher(info);
        String text = nonce.find() ? nonce.group(1) : "";
        return SIGNATURE.matcher(members).replaceAll(seed -> NonceSignature.of(seed.group(1), text));
    }
}
