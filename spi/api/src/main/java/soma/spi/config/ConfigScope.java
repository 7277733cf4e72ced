/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.util.List;
import java.util.Optional;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/** What a binder may know of the other plugins while it reads. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface ConfigScope {
    /** The scope of a reader that stands alone. */
    ConfigScope ALONE = new ConfigScope() {
        @Override
        public <T> List<T> extensions(ExtensionPoint<T> point) {
            return List.of();
        }

        @Override
        public boolean isOwned(String path) {
            return false;
        }

        @Override
        public Optional<String> missingOwner(String path) {
            return Optional.empty();
        }
    };

    /** Returns the extensions that plugins added to a point while declaring, in plugin order. */
    <T> List<T> extensions(ExtensionPoint<T> point);

    /** Returns whether a section of any plugin owns the key of that path, given with dots and in lower case. */
    boolean isOwned(String path);

    /** Returns the id of the plugin that would own the key of that path, if it were installed. */
    Optional<String> missingOwner(String path);
}
