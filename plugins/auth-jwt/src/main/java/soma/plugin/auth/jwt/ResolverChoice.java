/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which resolver finds accounts. */
sealed interface ResolverChoice {
    /** How long a resolver may take unless said otherwise. */
    Duration USUAL_TIMEOUT = Duration.ofMillis(1_900);

    /** Nobody finds any. */
    record None() implements ResolverChoice {}

    /** The accounts of {@code resolver_preload} are all there are. */
    record Memory() implements ResolverChoice {}

    /**
     * An HTTP server has them.
     *
     * @param base the URL in front of the account's key
     * @param tls  how it is trusted; null for as usual
     */
    record Url(URI base, @Nullable ResolverTls tls) implements ResolverChoice {}

    /**
     * A directory has them.
     *
     * @param path       the directory
     * @param cache      whether it holds those that were used lately, rather than all
     * @param deletion   what becomes of deleted ones
     * @param limit      how many there may be; 0 for any number
     * @param ttl        how long unused ones are kept in a cache; zero for ever
     * @param interval   how often other servers are asked what they have
     * @param timeout    how long to wait for other servers
     */
    record Directory(
            Path path, boolean cache, Deletion deletion, long limit, Duration ttl, Duration interval, Duration timeout)
            implements ResolverChoice {}

    /** What becomes of deleted accounts. */
    enum Deletion {
        /** None may be deleted. */
        FORBIDDEN,
        /** The file gets another name. */
        RENAMED,
        /** The file is removed. */
        REMOVED
    }
}
