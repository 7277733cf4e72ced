/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Asks the contributed filters, authenticators and authorizers whether a connection may come in. Entry class:
 * {@link soma.kernel.auth.AuthenticationChain}. Called on the loop of the connection; answers may come on any thread.
 */
@NullMarked
package soma.kernel.auth;

import org.jspecify.annotations.NullMarked;
