/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** The keys of this plugin: mappings of the default space, and of each account inside its block. */
final class MappingSection {
    private static final ConfigKey MAPPINGS = ConfigKey.of(
                    "mappings", "map", "", Reload.YES, "Where messages on which subjects go, outside of accounts.")
            .alias("maps");
    private static final ConfigKey OF_ACCOUNT = ConfigKey.of(
                    "accounts.*.mappings", "map", "", Reload.YES, "Where messages on which subjects go in the account.")
            .alias("accounts.*.maps");

    private final MappingTables tables;

    MappingSection(MappingTables tables) {
        this.tables = tables;
    }

    ConfigSection<MappingConfig> section() {
        return new ConfigSection<>("mappings", List.of(MAPPINGS, OF_ACCOUNT), MappingSection::bind, this::reload);
    }

    private static MappingConfig bind(ConfigReader root) {
        Map<String, List<Mapping>> spaces = new HashMap<>();
        read(root, MappingTables.DEFAULT_SPACE, spaces);
        // what is no map is reported by who owns the block
        mapOf(root, "accounts").ifPresent(accounts -> {
            for (String name : accounts.node().keys()) {
                mapOf(accounts, name).ifPresent(account -> read(account, name, spaces));
            }
        });
        return new MappingConfig(spaces, cluster(root));
    }

    private static void read(ConfigReader block, String space, Map<String, List<Mapping>> spaces) {
        block.find(MAPPINGS).flatMap(block::map).ifPresent(mappings -> {
            List<Mapping> read = new MappingReader(mappings).read();
            if (!read.isEmpty()) {
                spaces.put(space, read);
            }
        });
    }

    private static Optional<ConfigReader> mapOf(ConfigReader parent, String key) {
        Optional<ConfigNode> child = parent.node().child(key).or(() -> parent.find(key));
        return child.filter(node -> node.kind() == Kind.MAP).flatMap(parent::map);
    }

    private static String cluster(ConfigReader root) {
        return mapOf(root, "cluster")
                .flatMap(cluster -> cluster.find("name"))
                .filter(name -> name.kind() == Kind.STRING)
                .map(ConfigNode::text)
                .orElse("");
    }

    private List<ReloadPlan> reload(MappingConfig before, MappingConfig after, Problems problems) {
        return before.equals(after) ? List.of() : List.of(ReloadPlan.of("mappings", () -> tables.use(after)));
    }
}
