/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import soma.logging.LogOptions;

/**
 * What the configuration says to the launcher. Immutable.
 *
 * @param log            what is logged, how and where to
 * @param pidFile        where to write the process id, or null
 * @param portsDirectory where to write the ports file, or null
 */
record LauncherOptions(
        LogOptions log, @Nullable Path pidFile, @Nullable Path portsDirectory) {}
