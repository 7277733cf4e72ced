/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Builds a distribution: an image of the Java runtime with the server's modules, scripts, an AOT cache trained by
 * serving, and an archive of it all. {@link soma.assembly.Assemble} is the program. One thread.
 */
@NullMarked
package soma.assembly;

import org.jspecify.annotations.NullMarked;
