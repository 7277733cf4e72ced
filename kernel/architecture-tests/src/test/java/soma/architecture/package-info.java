/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Rules that hold for every module: who may depend on whom, what code is called and how large it grows, what the jars say
 * of themselves, and that documents point at things that exist. {@link soma.architecture.Modules} finds what is looked at.
 * Runs on the thread of the test.
 */
@NullMarked
package soma.architecture;

import org.jspecify.annotations.NullMarked;
