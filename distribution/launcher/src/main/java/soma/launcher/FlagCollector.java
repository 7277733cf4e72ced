/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.List;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.ExtensionPoint;

/** Takes the flags out of what a plugin declares. */
record FlagCollector(List<CommandLineFlag> flags) implements Declarations {
    @Override
    public <T> void section(ConfigSection<T> section) {}

    @Override
    public void flag(CommandLineFlag flag) {
        flags.add(flag);
    }

    @Override
    public void point(ExtensionPoint<?> point) {}

    @Override
    public <T> void extend(ExtensionPoint<T> point, T extension) {}
}
