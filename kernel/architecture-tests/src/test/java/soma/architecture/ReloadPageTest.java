/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.host.PluginOptions;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** Keeps the page about reloads equal to what all owners of keys say; {@code -Dsoma.docs.write=true} writes it. */
final class ReloadPageTest {
    private static final String HEAD = """
            # Reload

            Whoever changes the configuration file has it read again by the signal HUP, or by
            `bin/nats-server --signal reload`; plugins ask for the same by `Server.reload()`. A server that was started without
            `-c` refuses: `can only reload config when a file is provided using -c or --config`. Flags win over the file then, too.

            ## All or nothing

            Every owner of keys reads the new file and says what would change. If a value is wrong, a key is unknown, or a
            change needs a restart, nothing at all changes, and the log says why:

                [ERR] Failed to reload server configuration: config reload not supported for MaxSubs: old=0, new=3
                [ERR] Failed to reload server configuration: nats.conf:12:1: unknown field "prt" (did you mean "port"?)

            What is wrong with a value comes with file, line and column. A change that needs a restart comes with the
            option's name, in nats-server's words, and both values.

            Otherwise there is a line for each change and a last one with the fingerprint of the file, which is also in
            `/varz` as `config_digest`, beside `config_load_time`, and is what `-t` and the start show:

                [INF] Reloaded: max_payload = 2000
                [INF] Reloaded server configuration (sha256:a3021c…)

            The fingerprint is nats-server's: equal files have equal ones in both. It is that of the file, without
            flags. Secrets are not shown: a change of users, accounts or certificates is told without its values.

            ## Connections

            Where a change concerns who may log in or what is allowed, every connection authenticates again with what it
            said when it came. It is moved to its account of now, keeps the subscriptions that it still may have, or
            is closed with `Authorization Violation`. Limits of messages and of control lines hold at once. When
            `max_connections` was lowered, clients that are too many are closed with `maximum connections exceeded`, any
            of them. INFO is sent again where it has changed.

            ## Key by key

            A key inside a block is not listed by itself where its block is: it changes along with that. Generated
            from the code.
            """;

    @Test
    void thePageIsTheOneGeneratedFromTheCode() throws IOException, ReflectiveOperationException {
        Path page = Modules.ROOT.resolve("docs/operate/reload.md");
        String expected = page();
        if (Boolean.getBoolean("soma.docs.write")) {
            Files.writeString(page, expected);
        }
        assertTrue(Files.exists(page), "write docs/operate/reload.md with -Dsoma.docs.write=true");
        assertEquals(expected, Files.readString(page), "write it anew with -Dsoma.docs.write=true");
    }

    private static String page() throws ReflectiveOperationException {
        Map<String, List<ConfigKey>> owners = new LinkedHashMap<>();
        owners.put("kernel", keys("soma.kernel.options.CoreKeys"));
        List<ConfigKey> process = new ArrayList<>(keys("soma.launcher.LauncherKeys"));
        process.addAll(PluginOptions.SECTION.keys());
        owners.put("launcher", process);
        PluginKeysPageTest.plugins().forEach((id, declared) -> {
            List<ConfigKey> keys = new ArrayList<>();
            declared.sections().forEach(section -> keys.addAll(section.keys()));
            owners.put(id, keys);
        });
        var page = new StringBuilder(HEAD);
        append(page, "At once", Reload.YES, owners);
        append(page, "For connections that are opened later", Reload.NEW_CONNECTIONS, owners);
        append(page, "After a restart only", Reload.NO, owners);
        return page.toString();
    }

    /** Returns keys that are nobody's plugin's: the kernel and the launcher are not found by the service loader. */
    @SuppressWarnings("unchecked")
    private static List<ConfigKey> keys(String type) throws ReflectiveOperationException {
        Field all = Class.forName(type).getDeclaredField("ALL");
        all.setAccessible(true);
        return (List<ConfigKey>) all.get(null);
    }

    private static void append(
            StringBuilder page, String title, Reload effect, Map<String, List<ConfigKey>> owners) {
        page.append("\n### ").append(title).append("\n\n| owner | keys |\n|---|---|\n");
        owners.forEach((owner, keys) -> {
            List<String> names = keys.stream()
                    .filter(key -> key.reload() == effect)
                    .map(key -> "`" + key.name() + "`")
                    .toList();
            if (!names.isEmpty()) {
                page.append("| ").append(owner).append(" | ").append(String.join(", ", names)).append(" |\n");
            }
        });
    }
}
