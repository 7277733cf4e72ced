/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Features in miniature, each a plugin as third parties would write it, and tests of them on the kernel as it is: what these
 * need, no feature has to change the kernel for. Entry class: {@link soma.kernel.features.FeatureServers}. Each test runs on
 * one thread.
 */
@NullMarked
package soma.kernel.features;

import org.jspecify.annotations.NullMarked;
