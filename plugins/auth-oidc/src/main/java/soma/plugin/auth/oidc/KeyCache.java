/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.oidc.OidcConfig.TokenProvider;

/**
 * The keys of a provider. They are fetched when they are first needed, when they have become old, and when a token names one
 * that is not among them; never more often than every {@link #PAUSE}, whatever strangers present. For workers: whoever needs
 * keys that have to be fetched waits for them.
 */
final class KeyCache {
    /** How long the provider is left alone after it was asked. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeyCache.class);

    private final TokenProvider provider;
    private final KeySource source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private @Nullable Instant asked;

    private record Fetched(JWKSet keys, Instant at) {
        List<JWK> matching(JWSHeader header) {
            JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
            return matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
        }
    }

    KeyCache(TokenProvider provider, KeySource source, InstantSource clock) {
        this.provider = provider;
        this.source = source;
        this.clock = clock;
    }

    /**
     * Returns the keys that a token with that header may be signed with; empty if the provider has none.
     *
     * @throws ProviderException if the keys of the provider are not known
     */
    List<JWK> matching(JWSHeader header) throws ProviderException {
        Fetched known = fetched;
        if (known == null || isOlder(known, provider.refresh())) {
            known = fetchedAfter(known);
        }
        List<JWK> keys = known.matching(header);
        return keys.isEmpty() ? fetchedAfter(known).matching(header) : keys;
    }

    private boolean isOlder(Fetched keys, Duration age) {
        return clock.instant().isAfter(keys.at().plus(age));
    }

    /** Returns newer keys than those, or the same if there are none to be had now. */
    @SuppressWarnings("ReferenceEquality") // the same answer of the provider
    private Fetched fetchedAfter(@Nullable Fetched old) throws ProviderException {
        lock.lock();
        try {
            Fetched current = fetched;
            Instant last = asked;
            boolean pausing = last != null && clock.instant().isBefore(last.plus(PAUSE));
            if (current == old && !pausing) {
                current = fetch(current);
            }
            if (current == null || isOlder(current, provider.maxAge())) {
                throw new ProviderException("the keys of " + provider.issuer() + " are not known");
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Fetched fetch(@Nullable Fetched current) {
        try {
            asked = clock.instant();
            Fetched fresh = new Fetched(source.fetch(), clock.instant());
            fetched = fresh;
            LOG.debug("Fetched {} keys of {}", fresh.keys().size(), provider.issuer());
            return fresh;
        } catch (ProviderException e) {
            LOG.error(
                    "The keys of {} cannot be fetched: {}. {}",
                    provider.issuer(),
                    e.getMessage(),
                    current == null
                            ? "Users with tokens are refused"
                            : "Those fetched at " + current.at() + " are used until they are too old");
            return current;
        } finally {
            asked = clock.instant();
        }
    }
}
