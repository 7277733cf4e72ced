/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Plugins from a directory, each in a module layer of its own; the only package that uses PF4J. Entry class:
 * {@link soma.host.directory.DirectoryPlugins}. Runs on the main thread.
 */
@NullMarked
package soma.host.directory;

import org.jspecify.annotations.NullMarked;
