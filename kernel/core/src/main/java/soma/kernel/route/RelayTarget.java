/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.spi.route.Relay;

/**
 * A relay that a route may use.
 *
 * @param relay whom
 * @param plain whether it gets every message, and not only those that a queue group gives it
 */
record RelayTarget(Relay relay, boolean plain) {}
