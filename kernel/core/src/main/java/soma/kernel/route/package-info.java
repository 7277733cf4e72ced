/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Compiles and runs routes: the chain of compilers, the routes that the index gives, and the caches that keep them per lane
 * and set of permissions. Entry class: {@link soma.kernel.route.Profile}. Routes and caches belong to one lane.
 */
@NullMarked
package soma.kernel.route;

import org.jspecify.annotations.NullMarked;
