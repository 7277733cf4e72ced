/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Race;

final class LdapDirectoryTest {
    private final FakeDirectory fake = FakeDirectory.plain();
    private final List<LdapDirectory> opened = new ArrayList<>();
    private final LdapDirectory searching = directory(Configs.SEARCH, Map.of());
    private final LdapDirectory naming = directory(Configs.TEMPLATE, Map.of());

    private LdapDirectory directory(Map<String, Object> some, Map<String, Object> more) {
        var directory = new LdapDirectory(Configs.of("ldap://127.0.0.1:" + fake.port(), some, more));
        opened.add(directory);
        return directory;
    }

    @AfterEach
    void close() {
        opened.forEach(LdapDirectory::close);
        fake.close();
    }

    @Test
    void knowsUsersByTheirPasswordsAndTheirGroups() throws DirectoryException {
        for (LdapDirectory directory : List.of(searching, naming)) {
            assertEquals(
                    Optional.of(new Person("alice", Set.of("Admins", "users"))), directory.verify("alice", "wonder"));
            assertEquals(Optional.of(new Person("bob", Set.of("users"))), directory.verify("bob", "builder"));
            assertEquals(Optional.empty(), directory.verify("alice", "builder"));
            assertEquals(Optional.empty(), directory.verify("nobody", "wonder"));
            assertEquals(Optional.empty(), directory.verify("empty", "x"));
        }
    }

    @Test
    void namesStayNamesWhateverIsInThem() throws DirectoryException {
        for (LdapDirectory directory : List.of(searching, naming)) {
            assertEquals(
                    Optional.of(new Person(FakeDirectory.ODD, Set.of("users"))),
                    directory.verify(FakeDirectory.ODD, "odd"));
            for (String user : List.of("*", "al*", "alice)(uid=*", "alice,ou=people", "{dn}", "alice\0", "#")) {
                assertEquals(Optional.empty(), directory.verify(user, "wonder"), user);
            }
        }
    }

    @Test
    void aUserIsCalledTheSameHoweverTheNameIsSpelled() throws DirectoryException {
        for (LdapDirectory directory : List.of(searching, naming)) {
            for (String spelled : List.of("alice", "ALICE", "Alice")) {
                assertEquals(
                        Optional.of(new Person("alice", Set.of("Admins", "users"))),
                        directory.verify(spelled, "wonder"));
            }
        }
    }

    @Test
    void ofSeveralNamesTheOneInTheDirectorysOwnCounts() throws DirectoryException {
        Map<String, Object> either = Map.of("user_filter", "(|(mail={user})(uid={user}))", "user_name", "uid");
        var directory = directory(Configs.SEARCH, either);
        for (String spelled : List.of("carol", "CAZ", "a-carol", "Carol@Example.com")) {
            assertEquals(
                    "carol", directory.verify(spelled, "sings").orElseThrow().name(), spelled);
        }
        assertEquals("dave", directory.verify("Zdave", "swims").orElseThrow().name(), "the first in order");
        assertEquals("dave", directory.verify("DAVE", "swims").orElseThrow().name());
    }

    @Test
    void theNameInTheDirectoryMayCount() throws DirectoryException {
        for (Map<String, Object> some : List.of(Configs.SEARCH, Configs.TEMPLATE)) {
            var directory = directory(some, Map.of("user_name", "dn"));
            assertEquals(
                    "uid=alice,ou=people,dc=example,dc=com",
                    directory.verify("ALICE", "wonder").orElseThrow().name());
        }
    }

    /** Groups of some schemas know their members by name; no other spelling may lead past a group. */
    @Test
    void groupsAreFoundByTheNameThatCounts() throws DirectoryException {
        var directory = directory(Configs.SEARCH, Map.of("group_filter", "(memberUid={user})"));
        for (String spelled : List.of("carol", "CAZ")) {
            assertEquals(Optional.of(new Person("carol", Set.of("posix"))), directory.verify(spelled, "sings"));
        }
    }

    @Test
    void anAttributeThatIsNotThereLeavesOneSpellingAllTheSame() throws DirectoryException {
        var directory = directory(Configs.SEARCH, Map.of("user_name", "nickname"));
        for (String spelled : List.of("bob", "BOB")) {
            assertEquals(
                    "bob", directory.verify(spelled, "builder").orElseThrow().name());
        }
    }

    @Test
    void aUserThatIsFoundTwiceIsNobody() throws DirectoryException {
        assertEquals(Optional.empty(), searching.verify("twin", "s4me"));
    }

    @Test
    void anEmptyPasswordIsNeverSent() {
        assertThrows(IllegalArgumentException.class, () -> searching.verify("alice", ""));
        assertThrows(IllegalArgumentException.class, () -> naming.verify("alice", ""));
    }

    @Test
    void withoutGroupsNobodyIsInAny() throws DirectoryException {
        var directory = directory(Map.of("user_dn", "uid={user},ou=people,dc=example,dc=com"), Map.of());
        assertEquals(Optional.of(new Person("alice", Set.of())), directory.verify("alice", "wonder"));
    }

    @Test
    void aWrongServiceAccountIsNotTheUsersFault() {
        var directory = directory(Configs.SEARCH, Map.of("bind_password", "wrong"));
        var e = assertThrows(DirectoryException.class, () -> directory.verify("alice", "wonder"));
        assertEquals("the directory cannot be asked: invalid credentials", e.getMessage());
    }

    @Test
    void aDirectoryThatIsGoneIsSaidToBeAndUsedAgainWhenItIsBack() throws DirectoryException {
        assertTrue(searching.verify("alice", "wonder").isPresent());
        int port = fake.port();
        fake.close();
        var e = assertThrows(DirectoryException.class, () -> searching.verify("alice", "wonder"));
        assertTrue(String.valueOf(e.getMessage()).startsWith("the directory cannot be asked: "), e::toString);
        try (FakeDirectory again = FakeDirectory.plain()) {
            var both = new LdapDirectory(Configs.of(
                    "ldap://127.0.0.1:" + port,
                    Configs.SEARCH,
                    Map.of("url", List.of("ldap://127.0.0.1:" + port, "ldap://127.0.0.1:" + again.port()))));
            opened.add(both);
            assertTrue(both.verify("alice", "wonder").isPresent());
        }
    }

    @Test
    void manyAtOnceShareTheConnections() {
        var directory = directory(Configs.SEARCH, Map.of("pool", 2));
        Race.run(40, number -> {
            try {
                boolean right = number % 2 == 0;
                assertEquals(
                        right,
                        directory.verify("bob", right ? "builder" : "wrong").isPresent());
            } catch (DirectoryException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void onceClosedItAsksNobody() {
        searching.close();
        assertThrows(DirectoryException.class, () -> searching.verify("alice", "wonder"));
    }
}
