/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testing;

import java.util.function.Consumer;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** A plugin made of lambdas. */
public record FakePlugin(PluginInfo info, Consumer<Declarations> declares, Consumer<Contributions> contributes)
        implements ServerPlugin {
    /** Makes a plugin that contributes nothing. */
    public static FakePlugin named(String id, String... requires) {
        return new FakePlugin(PluginInfo.of(id, "1.0.0", requires), _ -> {}, _ -> {});
    }

    public FakePlugin declaring(Consumer<Declarations> other) {
        return new FakePlugin(info, other, contributes);
    }

    public FakePlugin contributing(Consumer<Contributions> other) {
        return new FakePlugin(info, declares, other);
    }

    @Override
    public void declare(Declarations declarations) {
        declares.accept(declarations);
    }

    @Override
    public void contribute(Contributions contributions) {
        contributes.accept(contributions);
    }
}
