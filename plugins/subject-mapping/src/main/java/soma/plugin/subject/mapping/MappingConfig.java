/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.List;
import java.util.Map;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;

/**
 * What the configuration says about mappings.
 *
 * @param spaces  the mappings of each space that has any, in order
 * @param cluster the name of the cluster that this server belongs to; empty for none
 */
record MappingConfig(Map<String, List<Mapping>> spaces, String cluster) {
    /** No mappings, no cluster. */
    static final MappingConfig NONE = new MappingConfig(Map.of(), "");

    /** Makes the value; the map is copied. */
    MappingConfig {
        spaces = Map.copyOf(spaces);
    }
}
