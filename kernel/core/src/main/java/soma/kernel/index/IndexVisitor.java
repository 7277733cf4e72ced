/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import soma.spi.route.Interest;

/** Is shown everything in an index. */
public interface IndexVisitor {
    /** Is shown a subscription. */
    void member(Member member);

    /** Is shown the interest of a relay. */
    void interest(Interest interest);
}
