/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PluginsTest {

    @Test
    void the_owner_of_a_refused_section_or_key_is_found() {
        assertEquals(
                Optional.of("auth-users"),
                Plugins.absentOwner("nats-server: a.conf:1:0: authorization { } is a section of plugin 'auth-users', "
                        + "which is not installed (installed: kernel). Put its jar into plugins/.\n"));
        assertEquals(
                Optional.of("monitoring"),
                Plugins.absentOwner("nats-server: command line -m: http_port is a key of plugin 'monitoring', "
                        + "which is not installed (installed: kernel)."));
        assertEquals(
                Optional.of("auth-basic"),
                Plugins.absentOwner("nats-server: command line --user: \"user\" needs plugin 'auth-basic', "
                        + "which is not installed. Put its jar into plugins/.\n"));
    }

    @Test
    void a_plugin_that_another_plugin_requires_is_no_reason_to_skip() {
        assertEquals(
                Optional.empty(),
                Plugins.absentOwner("plugin 'a': requires plugin 'b', which is not installed (installed: a, c). "));
        assertEquals(Optional.empty(), Plugins.absentOwner("server.conf:1:0: max_payload: -2 (expected: 1 or more)"));
    }

    @Test
    void the_plugins_are_read_from_the_log() {
        assertEquals(
                Set.of("transport-netty", "auth-token-file"),
                Plugins.installed("[1] 2026/01/01 00:00:00.000000 [INF] Starting nats-server\n"
                        + "[1] 2026/01/01 00:00:00.000000 [DBG] Plugin transport-netty 0.1.0 (module soma.netty)\n"
                        + "[1] 2026/01/01 00:00:00.000000 [DBG] Plugin auth-token-file 1.0.0 (jar tokens.jar)\n"));
    }

    @Test
    void the_reason_of_an_aborted_test_names_the_plugin() {
        TestAbortedException aborted = assertThrows(TestAbortedException.class, () -> Plugins.abort("accounts"));
        assertEquals(Optional.of("accounts"), Plugins.absentIn(aborted));
        assertEquals(Optional.empty(), Plugins.absentIn(new TestAbortedException("no server executable")));
    }
}
