/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives an engine of BoringSSL the proof about the certificate that was chosen for it. The choice comes in the middle of the
 * handshake, before the certificate is sent, and only then is it known which proof belongs to it.
 */
final class StapledKeys extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;
    private final Function<X509Certificate, Optional<byte[]>> staples;

    StapledKeys(X509ExtendedKeyManager keys, Function<X509Certificate, Optional<byte[]>> staples) {
        this.keys = keys;
        this.staples = staples;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        String alias = keys.chooseEngineServerAlias(type, issuers, engine);
        if (alias != null && engine instanceof ReferenceCountedOpenSslEngine ours) {
            X509Certificate[] chain = keys.getCertificateChain(alias);
            if (chain != null && chain.length > 0) {
                staples.apply(chain[0]).ifPresent(ours::setOcspResponse);
            }
        }
        return alias;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keys.chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return keys.getServerAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return keys.getClientAliases(type, issuers);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keys.chooseServerAlias(type, issuers, socket);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keys.chooseClientAlias(types, issuers, socket);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return keys.getPrivateKey(alias);
    }
}
