/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Checks what plugins require of each other and sorts them. Entry class: {@link soma.host.order.DependencyOrder}. Pure
 * functions, safe on any thread.
 */
@NullMarked
package soma.host.order;

import org.jspecify.annotations.NullMarked;
