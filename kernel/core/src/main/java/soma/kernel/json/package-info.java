/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * JSON as CONNECT, INFO and monitoring need it, with the corner cases of Go's encoder and decoder. Entry classes:
 * {@link soma.kernel.json.JsonReader} and {@link soma.kernel.json.JsonWriter}. Any thread may call both.
 */
@NullMarked
package soma.kernel.json;

import org.jspecify.annotations.NullMarked;
