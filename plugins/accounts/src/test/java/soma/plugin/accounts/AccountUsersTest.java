/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.spi.plugin.ServerPlugin;

/** Users that are configured in accounts. */
class AccountUsersTest {
    private static final String SYSTEM_ONLY = "accounts { $SYS { users: [ {user: admin, password: p} ] } }";

    private @Nullable TestKernel started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private static TestKernelBuilder builder(String configuration) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("auth-users", "subject-mapping"));
        plugins.add(new BasicAuthPlugin());
        plugins.add(new AccountsPlugin());
        return TestKernel.with(plugins).configuration(configuration);
    }

    private TestKernel kernel(String configuration) {
        TestKernel kernel = builder(configuration).start();
        started = kernel;
        return kernel;
    }

    private static String user(String name) {
        return "{user: " + name + ", password: p}";
    }

    private static String as(String name) {
        return "\"user\":\"" + name + "\",\"pass\":\"p\"";
    }

    private static String spaceOf(TestKernel kernel) {
        List<String> spaces = new ArrayList<>();
        kernel.server().sessions().forEach(session -> spaces.add(session.view().space()));
        return String.join(" ", spaces);
    }

    @Test
    void usersAreAdmittedToTheirAccount() {
        TestKernel kernel =
                kernel("accounts { A { users: [ " + user("a") + " ] }, B { users: [ " + user("b") + " ] } }");
        kernel.connect(as("a")).expectIn();
        assertEquals("A", spaceOf(kernel));
        kernel.connect("").expectRefusal();
        kernel.connect("\"user\":\"a\",\"pass\":\"x\"").expectRefusal();
    }

    @Test
    void nobodyChoosesAnotherAccount() {
        TestKernel kernel =
                kernel("accounts { A { users: [ " + user("a") + " ] }, B { users: [ " + user("b") + " ] } }");
        for (String wish :
                List.of("\"account\":\"B\"", "\"account\":\"$SYS\"", "\"account\":\"A\"", "\"new_account\":true")) {
            kernel.connect(as("a") + "," + wish).expectRefusal();
        }
    }

    @Test
    void whenOnlyTheSystemHasUsersOthersNeedNotSayWhoTheyAre() {
        TestKernel kernel = kernel(SYSTEM_ONLY);
        kernel.connect("").expectIn();
        assertEquals("$G", spaceOf(kernel));
        kernel.open().expectIn();
        kernel.connect(as("admin")).expectIn();
        kernel.connect(as("other")).expectRefusal();
    }

    @Test
    void theSystemAccountMayHaveAnotherName() {
        String users = "accounts { SYS { users: [ " + user("admin") + " ] } }";
        kernel("system_account: SYS\n" + users).connect("").expectIn();
        stop();
        kernel(users).connect("").expectRefusal();
    }

    @Test
    void aBlockAboutAuthorizationAsksEveryoneToLogIn() {
        for (String block :
                List.of("authorization { timeout: 1 }\n", "authorization { users: [ " + user("u") + " ] }\n")) {
            TestKernel kernel = kernel(block + SYSTEM_ONLY);
            kernel.connect("").expectRefusal();
            TestConnection silent = kernel.open();
            silent.takeInfo();
            silent.send("PING\r\n").expectRefusal();
            stop();
        }
    }

    @Test
    void anotherAccountAsksEveryoneToLogIn() {
        kernel("accounts { $SYS { users: [ " + user("admin") + " ] }, A {} }")
                .connect("")
                .expectRefusal();
    }

    @Test
    void aUserBelongsToOneAccount() {
        List<String> errors = builder(
                        "accounts { A { users: [ " + user("a") + " ] }, B { users: [ " + user("a") + " ] } }")
                .errors();
        assertTrue(errors.getFirst().contains("Duplicate user \"a\" detected"), errors.toString());
    }

    @Test
    void usersMoveAndGo() {
        TestKernel kernel =
                kernel("accounts { A { users: [ " + user("a") + ", " + user("b") + ", " + user("c") + " ] }, B {} }");
        TestConnection a = kernel.connect(as("a")).expectIn();
        TestConnection b = kernel.connect(as("b")).expectIn();
        TestConnection c = kernel.connect(as("c")).expectIn();
        kernel.reload("accounts { A { users: [ " + user("a") + " ] }, B { users: [ " + user("b") + " ] } }");
        a.expectIn();
        assertTrue(b.isClosed());
        assertEquals("", b.take());
        c.expectEnd("-ERR 'Authorization Violation'\r\n", "Authentication Failure");
        kernel.connect(as("b")).expectIn();
    }

    @Test
    void anAccountThatIsTakenAwayTakesItsConnectionsAlong() {
        TestKernel kernel =
                kernel("accounts { A { users: [ " + user("a") + " ] }, B { users: [ " + user("b") + " ] } }");
        TestConnection a = kernel.connect(as("a")).expectIn();
        TestConnection b = kernel.connect(as("b")).expectIn();
        kernel.reload("accounts { A { users: [ " + user("a") + " ] } }");
        a.expectIn();
        b.expectEnd("-ERR 'Authorization Violation'\r\n", "Authentication Failure");
    }

    @Test
    void whatCannotBeReloadedIsRefused() {
        TestKernel kernel = kernel("accounts: [A, B]\nsystem_account: A");
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> kernel.reload("accounts: [A, B]\nsystem_account: B"));
        assertEquals("config reload not supported for SystemAccount: old=A, new=B", refused.getMessage());
        refused = assertThrows(
                IllegalStateException.class,
                () -> kernel.reload("accounts: [A, B]\nsystem_account: A\nno_system_account: true"));
        assertEquals("config reload not supported for NoSystemAccount: old=false, new=true", refused.getMessage());
    }
}
