/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Requests to the system account and its events: that they are those of nats-server, and what tools send. Entry class:
 * {@link soma.compat.events.SystemInteropTest}.
 */
@NullMarked
package soma.compat.events;

import org.jspecify.annotations.NullMarked;
