/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Contracts of everything that takes messages or takes part in routing them. Entry classes:
 * {@link soma.spi.tck.route.SubscriberContract} and {@link soma.spi.tck.route.RouteCompilerContract}. A test runs on JUnit's
 * thread and on threads of its own.
 */
@NullMarked
package soma.spi.tck.route;

import org.jspecify.annotations.NullMarked;
