/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What nats-server's executable does around its server: flags, the configuration file, the banner, pid and ports files,
 * log keys, signals and exit codes. {@link soma.launcher.Main} is the program. The main thread starts the server and then
 * waits for signals, one after the other.
 */
@NullMarked
package soma.launcher;

import org.jspecify.annotations.NullMarked;
