/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Links within one JVM, over bounded pipes in native memory, on event loops of their own or on one that a test drives by
 * hand. Entry class: {@link soma.plugin.transport.inprocess.InProcessTransport}. A link belongs to its loop; pipes join two
 * threads and are locked.
 */
@NullMarked
package soma.plugin.transport.inprocess;

import org.jspecify.annotations.NullMarked;
