/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.plugin.auth.users.api.UserSource;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.fixture.RecordedProblems;

/** Binds users with the kinds and attributes for tests, and {@code worlds} that hold users. */
final class TestScope {
    private TestScope() {}

    /** Adds the extensions that other plugins would. */
    static RecordedContributions extend(RecordedContributions to) {
        to.extend(CredentialKind.POINT, WordKind.PASSWORD);
        to.extend(CredentialKind.POINT, WordKind.NKEY);
        to.extend(UserAttribute.POINT, new MarkAttribute());
        to.extend(UserSource.POINT, new Worlds());
        return to;
    }

    static UsersConfig bind(Map<String, ?> configuration, RecordedProblems problems) {
        RecordedContributions scope = extend(new RecordedContributions());
        return UsersBinder.bind(new ConfigReader(ConfigNodes.of(configuration), problems, scope));
    }

    /** The blocks in {@code worlds}, each of which is a space; {@code worlds { open }} lets anybody in. */
    private record Worlds() implements UserSource {
        @Override
        public List<Block> blocks(ConfigReader root) {
            List<Block> found = new ArrayList<>();
            ConfigNode worlds = root.find("worlds").orElse(null);
            if (worlds != null) {
                for (String name : worlds.keys()) {
                    root.map(worlds.child(name).orElseThrow()).ifPresent(reader -> found.add(new Block(reader, name)));
                }
            }
            return found;
        }

        @Override
        public boolean admitsAnonymous(ConfigReader root) {
            return root.find("worlds").flatMap(worlds -> worlds.child("open")).isPresent();
        }
    }
}
