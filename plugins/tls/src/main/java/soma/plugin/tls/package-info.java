/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * TLS for listeners and dialers. Entry class: {@link soma.plugin.tls.TlsPlugin}.
 */
@NullMarked
package soma.plugin.tls;

import org.jspecify.annotations.NullMarked;
