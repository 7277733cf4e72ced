/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import soma.plugin.auth.users.api.UserAttribute;
import soma.plugin.auth.users.api.UserSource;
import soma.spi.auth.AuthResult;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.space.SpaceResolver;

/**
 * A plugin for tests, which adds {@code worlds} that hold users, {@code SYS} among them as the one that does not make
 * anybody log in, and an attribute {@code barred}.
 */
final class Bystander implements ServerPlugin {
    private static final ConfigKey WORLDS = ConfigKey.of("worlds", "block", "", Reload.YES, "For tests.");
    private static final ConfigKey BARRED = ConfigKey.of("barred", "boolean", "", Reload.YES, "For tests.");

    @Override
    public PluginInfo info() {
        return PluginInfo.of("bystander", "0.1.0", "auth-users");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(ConfigSection.fixed("worlds", List.of(WORLDS), _ -> 1));
        declarations.extend(UserSource.POINT, new Worlds());
        declarations.extend(UserAttribute.POINT, new Barred());
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(SpaceResolver.POINT, name -> CompletableFuture.completedFuture(!name.equals("missing")));
    }

    private record Worlds() implements UserSource {
        @Override
        public List<Block> blocks(ConfigReader root) {
            List<Block> blocks = new ArrayList<>();
            root.map(WORLDS).ifPresent(worlds -> {
                for (String name : worlds.node().keys()) {
                    ConfigNode block = worlds.node().child(name).orElseThrow();
                    worlds.map(block).ifPresent(reader -> blocks.add(new Block(reader, name)));
                }
            });
            return blocks;
        }

        @Override
        public boolean admitsAnonymous(ConfigReader root) {
            return root.map(WORLDS)
                    .filter(worlds -> worlds.node().keys().equals(Set.of("SYS")))
                    .isPresent();
        }
    }

    private record Barred() implements UserAttribute {
        @Override
        public int order() {
            return 1;
        }

        @Override
        public List<ConfigKey> keys() {
            return List.of(BARRED);
        }

        @Override
        public Optional<Rule> bind(ConfigReader user) {
            return user.flag(BARRED, false)
                    ? Optional.of((_, _) -> new AuthResult.Refused("barred", "Proxy Required"))
                    : Optional.empty();
        }
    }
}
