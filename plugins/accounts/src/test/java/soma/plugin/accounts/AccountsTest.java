/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.accounts.TestUsers.in;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.Accounts;

/** Accounts that other plugins define, as they come and go. */
class AccountsTest {
    private final TestUsers users = new TestUsers();
    private @Nullable TestKernel started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private TestKernel kernel(String configuration) {
        TestKernel kernel = users.kernel(configuration);
        started = kernel;
        return kernel;
    }

    private static AccountDefinition exporting(String name, Access access) {
        return AccountDefinition.named(name).withExports(List.of(Export.stream(">", access)));
    }

    private static AccountDefinition importing(String name, String from, String subject) {
        return exporting(name, Access.PUBLIC).withImports(List.of(Import.stream(from, subject, subject)));
    }

    private Set<String> names() {
        return users.accounts().all().stream()
                .map(AccountDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDefaultAccountAndTheSystemAccountAreAlwaysThere() {
        TestKernel kernel = kernel("");
        assertEquals(Set.of("$G", "$SYS"), names());
        assertEquals(Optional.of("$SYS"), users.accounts().systemAccount());
        users.accounts().useSystemAccount("X");
        assertEquals(Optional.of("X"), users.accounts().systemAccount());
        assertEquals(Set.of("$G"), names());
        kernel.reload("accounts: [A]");
        assertEquals(Optional.of("X"), users.accounts().systemAccount());
        assertEquals(Set.of("$G", "A"), names());
    }

    @Test
    void thereNeedBeNoSystemAccount() {
        kernel("no_system: true\naccounts: [A]");
        assertEquals(Set.of("$G", "A"), names());
        assertEquals(Optional.empty(), users.accounts().systemAccount());
    }

    @Test
    void anotherOneCanBeTheSystemAccount() {
        kernel("system: A\naccounts: [A]");
        assertEquals(Set.of("$G", "A"), names());
        assertEquals(Optional.of("A"), users.accounts().systemAccount());
    }

    @Test
    void anImportWaitsForItsExporter() {
        TestKernel kernel = kernel("");
        Accounts accounts = users.accounts();
        assertEquals(
                List.of("stream import \"s\" from account \"A\": account missing"),
                accounts.define(importing("B", "A", "s")));
        TestConnection b = in(kernel, "B").send("SUB s 1\r\n");
        assertEquals(List.of(), accounts.define(exporting("A", Access.PUBLIC)));
        assertEquals(List.of(), accounts.leftOut("B"));
        in(kernel, "A").send("PUB s 1\r\nx\r\n").expectIn();
        b.expect("MSG s 1 1\r\nx\r\n");
        accounts.define(exporting("A", Access.only(Set.of("C"))));
        assertEquals(
                List.of("stream import \"s\" from account \"A\": stream import not authorized"), accounts.leftOut("B"));
        in(kernel, "A").send("PUB s 1\r\nx\r\n").expectIn();
        assertEquals("", b.take());
    }

    @Test
    void whatPermitsAnImportIsAskedAgain() {
        kernel("");
        Accounts accounts = users.accounts();
        AtomicBoolean open = new AtomicBoolean(true);
        accounts.define(exporting("A", (importer, wanted) -> open.get()));
        assertEquals(List.of(), accounts.define(importing("B", "A", "s")));
        open.set(false);
        assertEquals(List.of(), accounts.leftOut("B"));
        accounts.reconsider();
        assertEquals(1, accounts.leftOut("B").size());
        open.set(true);
        accounts.reconsider();
        assertEquals(List.of(), accounts.leftOut("B"));
    }

    @Test
    void aCircleIsLeftOutUntilItIsNone() {
        kernel("");
        Accounts accounts = users.accounts();
        accounts.define(exporting("A", Access.PUBLIC));
        assertEquals(List.of(), accounts.define(importing("B", "A", "s")));
        assertEquals(
                List.of("stream import \"s\" from account \"B\": import forms a cycle"),
                accounts.define(importing("A", "B", "s")));
        accounts.define(exporting("B", Access.PUBLIC));
        assertEquals(List.of(), accounts.leftOut("A"));
        assertEquals(1, accounts.define(importing("B", "A", "s")).size());
    }

    @Test
    void aCircleThatComesWithASecondUpdateIsLeftOut() {
        kernel("");
        Accounts accounts = users.accounts();
        accounts.define(importing("A", "C", "s"));
        accounts.define(importing("B", "A", "s"));
        assertEquals(List.of(), accounts.define(exporting("C", Access.PUBLIC)));
        assertEquals(1, accounts.define(importing("C", "B", "s")).size());
        assertEquals(1, accounts.define(importing("C", "C", "s")).size());
        assertEquals(List.of(), accounts.leftOut("A"));
    }

    @Test
    void theEndOfAnAccountEndsItsConnections() {
        TestKernel kernel = kernel("");
        Accounts accounts = users.accounts();
        accounts.define(exporting("A", Access.PUBLIC));
        accounts.define(importing("B", "A", "s"));
        TestConnection a = in(kernel, "A");
        TestConnection b = in(kernel, "B").send("SUB s 1\r\n");
        accounts.remove("A", "Account Authentication Expired", "Authentication Expired");
        a.expectEnd("-ERR 'Account Authentication Expired'\r\n", "Authentication Expired");
        b.expectIn();
        assertEquals(Optional.empty(), accounts.find("A"));
        assertEquals(1, accounts.leftOut("B").size());
        assertEquals(0, kernel.space("A").subscriptions());
        accounts.remove("B", "", "");
        assertEquals(List.of(), accounts.leftOut("B"));
    }

    @Test
    void whoCanDefineAccountsIsAskedForThem() {
        TestKernel kernel = kernel("accounts: [K]");
        Accounts accounts = users.accounts();
        accounts.loader(name -> {
            if (name.startsWith("L")) {
                accounts.define(exporting(name, Access.PUBLIC));
            }
            return CompletableFuture.completedFuture(name.startsWith("L"));
        });
        assertTrue(kernel.completion("K", kernel.server().spaces().resolve("K")).isPresent());
        assertTrue(kernel.completion("L", kernel.server().spaces().resolve("L")).isPresent());
        assertTrue(kernel.completion("M", kernel.server().spaces().resolve("M")).isEmpty());
        accounts.define(importing("B", "L2", "s"));
        assertEquals(List.of(), accounts.leftOut("B"));
    }
}
