/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.transport.NativeEngines;

/**
 * Makes the TLS engines of BoringSSL, where netty-tcnative is there with the library for this machine; both must be in the
 * boot layer beside Netty, since a native library sees the classes of one loader only. Safe for any thread.
 */
final class BoringSslEngines implements NativeEngines {
    private static final Logger LOG = LoggerFactory.getLogger(BoringSslEngines.class);

    /** A peer that was verified is verified again after so long, though it could resume its session. */
    private static final int VERIFIED_SECONDS = 300;

    private static final int USUAL_SECONDS = 24 * 60 * 60;

    /** Suites of TLS 1.3, which BoringSSL does not let one choose; it has them all. */
    private static final String OLD_MARK = "_WITH_";

    /** Keys that Netty never asks a key manager for, so that handshakes with nothing else fail. */
    private static final List<String> UNKNOWN_KEYS = List.of("EdDSA", "Ed25519", "Ed448");

    @Override
    public Optional<Supplier<SSLEngine>> servers(
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            boolean demandsPeer,
            List<String> protocols,
            List<String> suites,
            Function<X509Certificate, Optional<byte[]>> staples) {
        if (!isThere()) {
            return Optional.empty();
        }
        if (hasUnknown(keys)) {
            LOG.info("TLS by the JDK, as there is a certificate with an Ed25519 or Ed448 key");
            return Optional.empty();
        }
        try {
            SslContext context = SslContextBuilder.forServer(new StapledKeys(keys, staples))
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .trustManager(trust)
                    .clientAuth(demandsPeer ? ClientAuth.REQUIRE : ClientAuth.NONE)
                    .protocols(protocols)
                    .ciphers(suites, (names, _, supported) -> chosen(names, supported))
                    .enableOcsp(OpenSsl.isOcspSupported())
                    .sessionTimeout(demandsPeer ? VERIFIED_SECONDS : USUAL_SECONDS)
                    .build();
            return Optional.of(new Maker(context));
        } catch (SSLException | IllegalArgumentException e) {
            LOG.warn("TLS by the JDK, as BoringSSL cannot do what is asked for: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns whether the library was found; without it nothing but Netty's facade is there. */
    static boolean isThere() {
        boolean there = OpenSsl.isAvailable();
        if (!there) {
            LOG.debug("TLS by the JDK: there is no netty-tcnative", OpenSsl.unavailabilityCause());
        }
        return there;
    }

    private static boolean hasUnknown(X509ExtendedKeyManager keys) {
        return UNKNOWN_KEYS.stream().anyMatch(type -> {
            String[] aliases = keys.getServerAliases(type, null);
            return aliases != null && aliases.length > 0;
        });
    }

    private static String[] chosen(Iterable<String> names, Set<String> supported) {
        var chosen = new ArrayList<String>();
        for (String name : names) {
            if (supported.contains(name) || !name.contains(OLD_MARK)) {
                chosen.add(name);
            }
        }
        return chosen.toArray(String[]::new);
    }

    /** Makes engines for as long as anyone has it; then the context is freed, as each reload may bring another. */
    private static final class Maker implements Supplier<SSLEngine> {
        private static final Cleaner CLEANER = Cleaner.create();

        private final SslContext context;

        Maker(SslContext context) {
            this.context = context;
            CLEANER.register(this, () -> ReferenceCountUtil.release(context));
        }

        @Override
        public SSLEngine get() {
            try {
                return context.newEngine(ByteBufAllocator.DEFAULT);
            } finally {
                Reference.reachabilityFence(this); // the engine keeps the context from here on
            }
        }
    }
}
