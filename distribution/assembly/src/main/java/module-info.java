/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Builds distributions. Part of the build, not of what it builds; stands alone. */
module soma.assembly {
    requires static org.jspecify;
    requires jdk.jlink;
}
