/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * TLS for listeners and dialers: reads certificates and what is demanded of peers, and makes an engine for each connection.
 * Entry class: {@link soma.plugin.tls.TlsPlugin}. Engines are made on event loops and the certificates of peers judged on
 * threads that may block; everything else happens at start and reload.
 */
@NullMarked
package soma.plugin.tls;

import org.jspecify.annotations.NullMarked;
