/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compiled routes: the answer to "who gets this subject from this origin", and everything that takes part in making or
 * running it. Entry class: {@link soma.spi.route.RouteCompiler}. Compilation runs on any thread that publishes, on a cache
 * miss; execution on the publisher's thread.
 */
@NullMarked
package soma.spi.route;

import org.jspecify.annotations.NullMarked;
