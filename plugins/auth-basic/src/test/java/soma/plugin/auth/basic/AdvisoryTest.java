/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.auth.basic.Logins.start;
import static soma.plugin.auth.basic.Logins.token;
import static soma.plugin.auth.basic.Logins.user;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Weaknesses that nats-server once had, each looked for here. */
class AdvisoryTest {
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final String SYSTEM = "worlds { SYS { users: [{ user: s, password: ps }] } }\n";

    private static TestKernel withWorlds(String configuration) {
        return TestKernel.with(Logins.plugins(new Bystander()))
                .configuration(configuration)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"account\":\"B\"", "\"account\":\"A\"", "\"account\":\"$SYS\"", "\"new_account\":true"})
    void cve2022_24450_noUserChoosesAnAccount(String wish) {
        String users = "users: [{ user: a, password: pa }] }";
        try (TestKernel kernel = withWorlds("worlds { A { " + users + ", B {} }")) {
            kernel.connect(user("a", "pa") + "," + wish).expectEnd(VIOLATION, "Authentication Failure");
        }
        try (TestKernel kernel = start("no_auth_user: a\nauthorization { " + users)) {
            kernel.connect(wish).expectEnd(VIOLATION, "Authentication Failure");
        }
    }

    @Test
    void cve2023_47090_anAuthorizationBlockKeepsStrangersOut() {
        for (String block : List.of(
                "authorization { users: [{ user: a, password: pa }] }",
                "authorization { timeout: 1 }",
                "authorization {}")) {
            try (TestKernel kernel = withWorlds(SYSTEM + block)) {
                kernel.connect("").expectRefusal();
                TestConnection silent = kernel.open();
                silent.takeInfo();
                silent.send("PING\r\n").expectRefusal();
                kernel.connect(user("s", "ps")).expectIn();
            }
        }
        try (TestKernel kernel = withWorlds(SYSTEM)) {
            assertTrue(kernel.open().takeInfo().contains("\"auth_required\":true"));
            kernel.connect("").expectIn();
            kernel.connect(user("s", "ps")).expectIn();
            kernel.connect(user("s", "wrong")).expectRefusal();
            kernel.connect(token("x")).expectRefusal();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING\r\n", "SUB x 1\r\n", "PUB x 0\r\n\r\n", "CONNECT {}\r\n"})
    void ghsa_hmmp_q8cx_v964_whoSaysNothingIsHeldToTheRulesOfTheUserHeIsTakenFor(String first) {
        try (TestKernel kernel =
                withWorlds("no_auth_user: a\nauthorization { users: [{ user: a, password: pa, barred: true }] }")) {
            TestConnection client = kernel.open();
            client.takeInfo();
            client.send(first).expectEnd(VIOLATION, "Proxy Required");
        }
    }

    @Test
    void cve2026_33216_passwordsAreInNoReport() {
        try (TestKernel kernel =
                start("authorization { users: [ { user: a, password: hidden-password } ], timeout: 1 }")) {
            kernel.connect(user("a", "hidden-password")).expectIn();
            kernel.connect(user("a", "hidden-guess")).expectRefusal();
            for (String document : List.of("varz", "connz", "subsz")) {
                Map<String, Object> report = kernel.server().report(document, Map.of("auth", "1", "subs", "1"));
                assertFalse(report.toString().contains("hidden-"), document);
            }
            assertFalse(kernel.kernel().dump().contains("hidden-"));
        }
        assertFalse(RecordedLog.contains("hidden-"));
    }

    @Test
    void tobNats3_secretsAreComparedInConstantTime() throws IOException {
        try (InputStream in = PlainSecret.class.getResourceAsStream("PlainSecret.class")) {
            List<String> calls = ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(method -> method.methodName().equalsString("matches"))
                    .flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream())
                    .flatMap(element -> element instanceof InvokeInstruction call ? Stream.of(call) : Stream.empty())
                    .map(call ->
                            call.owner().asInternalName() + "." + call.name().stringValue())
                    .filter(call -> !call.startsWith("soma/") && !call.startsWith("java/util/concurrent/"))
                    .toList();
            assertEquals(List.of("java/security/MessageDigest.isEqual", "java/lang/Boolean.valueOf"), calls);
        }
    }
}
