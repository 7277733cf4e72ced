/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Monitoring over HTTP: what it answers, and that its documents are those of nats-server. Entry class:
 * {@link soma.compat.monitor.InteropTest}.
 */
@NullMarked
package soma.compat.monitor;

import org.jspecify.annotations.NullMarked;
