/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import soma.spi.config.ConfigSection;

/** The section of the configuration that the kernel owns. */
public final class CoreSection {
    /** What every plugin's section stands beside. Its reload plans change nothing: see {@link #appliedTo}. */
    public static final ConfigSection<CoreOptions> SECTION =
            new ConfigSection<>("core", CoreKeys.ALL, CoreBinder::bind, new CoreReload(_ -> {}));

    private CoreSection() {}

    /** Returns the same section with reload plans that put the new options in force. */
    public static ConfigSection<CoreOptions> appliedTo(CurrentOptions current) {
        return new ConfigSection<>("core", CoreKeys.ALL, CoreBinder::bind, new CoreReload(current::set));
    }
}
