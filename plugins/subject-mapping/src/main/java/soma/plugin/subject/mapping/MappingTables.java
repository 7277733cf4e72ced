/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.space.SpaceDirectory;
import soma.spi.space.SubjectSpace;

/**
 * The mappings of all spaces, from the file and from plugins. Readers take no lock; changes take one, which is not held
 * while anyone is called. Safe for any thread.
 */
final class MappingTables implements SubjectMappings {
    static final String DEFAULT_SPACE = "$G";

    private final Map<String, MappingTable> tables = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, List<Mapping>> given = new HashMap<>();
    private final Lots lots;
    private MappingConfig file = MappingConfig.NONE;
    private volatile @Nullable SpaceDirectory spaces;

    MappingTables(Lots lots) {
        this.lots = lots;
    }

    /** Learns where the spaces are whose routes depend on the mappings. */
    void start(SpaceDirectory directory) {
        spaces = directory;
    }

    /** Puts a configuration into force, in place of the one before. */
    void use(MappingConfig config) {
        Set<String> concerned = new HashSet<>(config.spaces().keySet());
        lock.lock();
        try {
            concerned.addAll(tables.keySet());
            file = config;
            concerned.forEach(this::rebuild);
        } finally {
            lock.unlock();
        }
        concerned.forEach(this::invalidate);
    }

    @Override
    public void replace(String space, List<Mapping> mappings) {
        mappings.forEach(Mapping::check);
        lock.lock();
        try {
            given.put(space, List.copyOf(mappings));
            rebuild(space);
        } finally {
            lock.unlock();
        }
        invalidate(space);
    }

    private void rebuild(String space) {
        Map<String, Mapping> bySource = new LinkedHashMap<>();
        file.spaces().getOrDefault(space, List.of()).forEach(mapping -> bySource.put(mapping.source(), mapping));
        given.getOrDefault(space, List.of()).forEach(mapping -> bySource.put(mapping.source(), mapping));
        if (bySource.isEmpty()) {
            tables.remove(space);
        } else {
            tables.put(space, new MappingTable(List.copyOf(bySource.values()), file.cluster()));
        }
    }

    private void invalidate(String space) {
        SpaceDirectory directory = spaces;
        if (directory != null) {
            directory.find(space).ifPresent(SubjectSpace::invalidateRoutes);
        }
    }

    @Override
    public List<Mapping> of(String space) {
        MappingTable table = tables.get(space);
        return table == null ? List.of() : table.mappings();
    }

    @Override
    public String map(String space, String subject) {
        MappingTable.Entry entry = find(space, subject);
        if (entry == null) {
            return subject;
        }
        SubjectTransform chosen = entry.choose(lots.draw());
        return chosen == null ? "" : chosen.apply(subject);
    }

    /** Returns the mappings of a space as they are now; null if nothing is mapped there. */
    @Nullable
    MappingTable find(String space) {
        return tables.get(space);
    }

    /** Returns what maps a literal subject, or null. */
    MappingTable.@Nullable Entry find(String space, String subject) {
        MappingTable table = tables.get(space);
        return table == null ? null : table.find(subject);
    }
}
