/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.storage;

import java.nio.file.Path;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** Keeps logs. Contributed under a name: {@code file}, {@code memory}. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface StorageEngine {
    /** Where engines are contributed, under their name. */
    ExtensionPoint<StorageEngine> POINT = ExtensionPoint.named("storage-engine", StorageEngine.class);

    /**
     * Opens a log, recovering what an earlier run left. Nothing is deleted because it cannot be understood: it is set aside
     * and named in the log.
     *
     * @throws StorageException if the medium fails
     */
    RecordLog open(LogSpec spec);

    /** Removes a log and everything it kept; does nothing when there is none. */
    void delete(LogSpec spec);

    /**
     * Which log.
     *
     * @param name      unique in the engine
     * @param directory a directory of its own, for engines that keep files
     * @param durable   whether {@link RecordLog#sync} must survive power loss
     */
    record LogSpec(String name, Path directory, boolean durable) {}
}
