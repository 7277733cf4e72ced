/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import soma.plugin.subject.mapping.api.SubjectMappings.Destination;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class MappingSectionTest extends ConfigSectionContract<MappingConfig> {
    private final MappingTables tables = new MappingTables(new Lots(new Random(1)));

    @Override
    protected ConfigSection<MappingConfig> section() {
        return new MappingSection(tables).section();
    }

    @Override
    protected MappingConfig defaults() {
        return MappingConfig.NONE;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> mappings = new LinkedHashMap<>();
        mappings.put("a.*", "b.$1");
        mappings.put("c", Map.of("destination", "d", "weight", "40%"));
        mappings.put(
                "e", List.of(Map.of("dest", "f", "weight", 50), Map.of("dest", "g", "weight", 20, "cluster", "east")));
        return Map.of("mappings", mappings);
    }

    @Override
    protected MappingConfig full() {
        List<Mapping> mappings = List.of(
                Mapping.of("a.*", "b.$1"),
                new Mapping("c", List.of(new Destination("d", 40, ""))),
                new Mapping("e", List.of(new Destination("f", 50, ""), new Destination("g", 20, "east"))));
        return new MappingConfig(Map.of("$G", mappings), "");
    }

    @Override
    protected boolean takesAnyKey(String path) {
        return path.equals("mappings");
    }

    @Override
    protected @Nullable Object effect() {
        return tables.of("$G");
    }
}
