/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.spi.plugin.ServerPlugin;

/** Log-ins of users of a directory in a whole kernel. */
final class LdapOnTheWireTest {
    private final FakeDirectory fake = FakeDirectory.plain();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void whoeverTheDirectoryKnowsIsIn() {
        try (TestKernel kernel = with(config("")).start()) {
            assertTrue(kernel.open().takeInfo().contains("\"auth_required\":true"));
            kernel.connect("\"user\":\"alice\",\"pass\":\"wonder\"").expectIn();
            kernel.connect("\"user\":\"alice\",\"pass\":\"s3cr3t-but-wrong\"").expectRefusal();
            kernel.connect("\"user\":\"alice\",\"pass\":\"\"").expectRefusal();
            kernel.connect("\"user\":\"alice\"").expectRefusal();
            kernel.connect("").expectRefusal();
            assertFalse(RecordedLog.contains("s3cr3t-but-wrong"));
        }
    }

    @Test
    void groupsHavePermissionsOfTheirOwn() {
        String terms = "groups { admins {}, users { permissions: { publish: \"s.>\" } } }, permissions: { publish: x }";
        try (TestKernel kernel = with(config(terms)).start()) {
            String denied = "-ERR 'Permissions Violation for Publish to \"x\"'\r\n";
            var admin = kernel.connect("\"user\":\"alice\",\"pass\":\"wonder\"").expectIn();
            admin.send("PUB x 0\r\n\r\nPING\r\n").expect("PONG\r\n");
            var user = kernel.connect("\"user\":\"bob\",\"pass\":\"builder\"").expectIn();
            user.send("PUB s.1 0\r\n\r\nPUB x 0\r\n\r\n").expect(denied);
        }
    }

    @Test
    void aReloadJudgesAgain() {
        try (TestKernel kernel = with(config("")).start()) {
            var client = kernel.connect("\"user\":\"bob\",\"pass\":\"builder\"").expectIn();
            kernel.reload(config("groups { admins {} }"));
            kernel.await("the end of the connection", client::isClosed);
            kernel.connect("\"user\":\"bob\",\"pass\":\"builder\"").expectRefusal();
            kernel.connect("\"user\":\"alice\",\"pass\":\"wonder\"").expectIn();
            kernel.reload("");
            kernel.connect("").expectIn();
        }
    }

    @Test
    void wrongConfigurationsAreReported() {
        assertErrors("ldap {}", "ldap needs urls", "ldap needs either user_dn or user_base");
        String rest = ", user_dn: \"uid={user},dc=x\" }";
        assertErrors("ldap { url: \"http://x\"" + rest, "\"http://x\" (expected: such as");
        assertErrors(
                "ldap { url: \"ldap://example.com\"" + rest, "passwords would go to \"ldap://example.com\" in the");
        assertErrors("ldap { url: \"ldap://example.com\", allow_plaintext: true" + rest);
        assertErrors("ldap { url: \"ldaps://x\", user_base: \"dc=x\"" + rest, "ldap needs either user_dn or user_base");
        assertErrors("ldap { url: \"ldaps://x\", user_dn: \"uid=x\" }", "user_dn: there is no {user} in it");
        assertErrors("ldap { url: \"ldaps://x\", user_dn: \"{user}\" }", "user_dn: no name in a directory: ");
        assertErrors(
                "ldap { url: \"ldaps://x\", user_base: \"dc=x\", user_filter: \"(uid={user}\" }",
                "user_filter: no filter: ");
        assertErrors(
                "ldap { url: \"ldaps://x\", bind_dn: \"cn=x\"" + rest, "bind_dn and bind_password need each other");
        assertErrors("ldap { url: \"ldaps://x\", groups {}" + rest, "groups cannot be found without group_base");
        assertErrors("ldap { url: \"ldaps://x\", ca_file: \"/nowhere\"" + rest, "ca_file: cannot use \"/nowhere\"");
        assertErrors("ldap { url: \"ldaps://x\", timeout: 0s" + rest, "timeout: too short");
        assertErrors("ldap { url: \"ldaps://x\", pool: 0" + rest, "0 is out of range");
    }

    private void assertErrors(String config, String... expected) {
        List<String> errors = with(config).errors();
        assertEquals(expected.length, errors.size(), errors::toString);
        for (int i = 0; i < expected.length; i++) {
            String error = errors.get(i);
            String text = error.substring(error.indexOf(": ") + 2);
            assertTrue(text.startsWith(expected[i]), error + " (expected: " + expected[i] + ")");
        }
    }

    private static TestKernelBuilder with(String config) {
        return TestKernel.with(all("auth-users", "auth-permissions")).configuration(config);
    }

    private static List<ServerPlugin> all(String... ids) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed(ids));
        plugins.add(new LdapPlugin());
        return plugins;
    }

    private String config(String more) {
        return "ldap { url: \"ldap://127.0.0.1:" + fake.port() + "\"\n"
                + "user_base: \"ou=people,dc=example,dc=com\", group_base: \"ou=groups,dc=example,dc=com\"\n"
                + "bind_dn: \"cn=reader,dc=example,dc=com\", bind_password: reads\n"
                + more + " }";
    }
}
