/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Ed25519 keys as NATS writes them, users who sign a nonce, and trusted proxies. Entry class:
 * {@link soma.plugin.auth.nkey.NkeyPlugin}.
 */
@NullMarked
package soma.plugin.auth.nkey;

import org.jspecify.annotations.NullMarked;
