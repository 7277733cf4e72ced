/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigReader;
import soma.spi.plugin.ExtensionPoint;

/**
 * Finds blocks outside {@code authorization} that hold {@code users}, each for a subject space. Added while plugins declare,
 * by {@link soma.spi.plugin.Declarations#extend}. Without state; safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface UserSource {
    /** Where sources are added. */
    ExtensionPoint<UserSource> POINT = ExtensionPoint.many("user-source", UserSource.class);

    /**
     * Finds the blocks. Reports nothing about keys other than {@code users}: their owner does.
     *
     * @param root a reader of the whole configuration
     */
    List<Block> blocks(ConfigReader root);

    /**
     * Returns whether a connection without credentials is let in, into the default space, although there are users and no
     * {@code no_auth_user}: so it is when the only users are those of the system account.
     */
    default boolean admitsAnonymous(ConfigReader root) {
        return false;
    }

    /**
     * A block that holds users.
     *
     * @param reader a reader of the block
     * @param space  the name of the space that its users are admitted to
     */
    record Block(ConfigReader reader, String space) {}
}
