/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Clients of other languages against the server under test (profile {@code interop}).
 * {@link soma.compat.interop.JavaScriptClientTest} runs a script with the language's own tools and skips, saying so,
 * where they are missing. All on the test's thread.
 */
@NullMarked
package soma.compat.interop;

import org.jspecify.annotations.NullMarked;
