/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.order;

/** Tells whether versions lie in ranges. */
@FunctionalInterface
public interface VersionRanges {
    /**
     * Returns whether a version lies in a range.
     *
     * @param version a semantic version
     * @param range   such as {@code ">=1.2.0 & <2.0.0"}; {@code "*"} for any
     * @throws IllegalArgumentException if one of them cannot be read
     */
    boolean contains(String range, String version);
}
