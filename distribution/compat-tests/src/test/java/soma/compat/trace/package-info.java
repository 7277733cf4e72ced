/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Message tracing: what this server tells of a message's way, beside what nats-server tells. Entry class:
 * {@link soma.compat.trace.TraceInteropTest}.
 */
@NullMarked
package soma.compat.trace;

import org.jspecify.annotations.NullMarked;
