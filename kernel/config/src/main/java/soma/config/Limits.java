/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

/**
 * What one configuration may cost. nats-server has no such limits; these are far above what real files need.
 *
 * @param bytes    the length of all files together
 * @param files    how many files, counting each inclusion
 * @param includes how deep files include files
 * @param depth    how deep values nest, counting through inclusions and variables
 * @param size     values and characters of the tree with every variable written out
 */
record Limits(int bytes, int files, int includes, int depth, long size) {
    static final Limits DEFAULT = new Limits(64 << 20, 1_000, 16, 200, 256L << 20);
}
