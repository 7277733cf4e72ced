/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Requests, events and advisories of the system account. Entry class: {@link soma.plugin.system.events.SystemEventsPlugin}.
 */
@NullMarked
package soma.plugin.system.events;

import org.jspecify.annotations.NullMarked;
