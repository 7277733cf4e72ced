/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stream imports: subscriptions in the importer's space that reach into the exporter's. Entry class:
 * {@link soma.plugin.accounts.stream.StreamFlow}. Safe for any thread.
 */
@NullMarked
package soma.plugin.accounts.stream;

import org.jspecify.annotations.NullMarked;
