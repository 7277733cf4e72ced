/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.config.ConfigKey;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.config.KeyTables;
import soma.spi.tck.fixture.RecordedContributions;

/** Keeps the page of the plugins' keys equal to what they declare; {@code -Dsoma.docs.write=true} writes it. */
final class PluginKeysPageTest {
    private static final String HEAD = """
            # Keys of the plugins

            What each plugin adds to the configuration, generated from the code. A name with dots stands for a key
            inside a block, `*` for any one name. What stands in a block is on the plugin's own page; see
            [Security](security.md) for these. A change of a key marked *no* makes the whole reload fail, and
            nothing is applied.
            """;

    @Test
    void thePageIsTheOneGeneratedFromTheCode() throws IOException, ReflectiveOperationException {
        Path page = Modules.ROOT.resolve("docs/operate/plugin-keys.md");
        var expected = new StringBuilder(HEAD);
        plugins().forEach((id, declared) -> append(expected, id, declared));
        if (Boolean.getBoolean("soma.docs.write")) {
            Files.writeString(page, expected.toString());
        }
        assertTrue(Files.exists(page), "write docs/operate/plugin-keys.md with -Dsoma.docs.write=true");
        assertEquals(expected.toString(), Files.readString(page), "write it anew with -Dsoma.docs.write=true");
    }

    /** Returns what each plugin declares, by its id. */
    static Map<String, RecordedContributions> plugins() throws ReflectiveOperationException {
        Map<String, RecordedContributions> declared = new TreeMap<>();
        for (ServerPlugin plugin : instances()) {
            var declarations = new RecordedContributions();
            plugin.declare(declarations);
            declared.put(plugin.info().id(), declarations);
        }
        return declared;
    }

    /** Makes one of each plugin. */
    static List<ServerPlugin> instances() throws ReflectiveOperationException {
        List<ServerPlugin> made = new ArrayList<>();
        for (String module : Modules.all().keySet()) {
            for (var provides : Modules.descriptor(module).provides()) {
                if (provides.service().equals(ServerPlugin.class.getName())) {
                    for (String name : provides.providers()) {
                        made.add((ServerPlugin)
                                Class.forName(name).getConstructor().newInstance());
                    }
                }
            }
        }
        return made;
    }

    private static void append(StringBuilder page, String id, RecordedContributions declared) {
        List<ConfigKey> keys = new ArrayList<>();
        declared.sections().forEach(section -> keys.addAll(section.keys()));
        List<ConfigKey> ofUsers = Stream.concat(
                        declared.extensions(CredentialKind.POINT).stream().flatMap(kind -> kind.keys().stream()),
                        declared.extensions(UserAttribute.POINT).stream().flatMap(each -> each.keys().stream()))
                .toList();
        List<ConfigKey> ofBlocks = declared.extensions(UserAttribute.POINT).stream()
                .flatMap(attribute -> attribute.defaultKeys().stream())
                .toList();
        if (keys.isEmpty() && ofUsers.isEmpty()) {
            return;
        }
        page.append("\n## ").append(id).append('\n');
        append(page, "", keys);
        append(page, "In the block of a user, and in `authorization` where that describes the only user:", ofUsers);
        append(page, "In blocks that hold users, `authorization` and an account:", ofBlocks);
    }

    private static void append(StringBuilder page, String title, List<ConfigKey> keys) {
        if (!keys.isEmpty()) {
            page.append(title.isEmpty() ? "" : "\n" + title + "\n").append('\n').append(KeyTables.render(keys));
        }
    }
}
