/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import soma.spi.config.ConfigScope;
import soma.spi.plugin.ExtensionPoint;

/**
 * What all plugins declared, for binders to look into.
 *
 * @param declared  what they declared
 * @param ownerHint names the plugin that would own a key, if it were installed
 */
record BindingScope(Declared declared, Function<String, Optional<String>> ownerHint) implements ConfigScope {
    @Override
    public <T> List<T> extensions(ExtensionPoint<T> point) {
        return declared.extensions(point);
    }

    @Override
    public boolean isOwned(String path) {
        return declared.keys().contains(path);
    }

    @Override
    public Optional<String> missingOwner(String path) {
        return ownerHint.apply(path);
    }
}
