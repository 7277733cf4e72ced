/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the certificates of peers: an authority must vouch for them, the configuration may name the only keys that will
 * do, and the authority may be asked whether they still hold. Safe for any thread; blocks while an authority is asked.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private final List<X509Certificate> anchors;
    private final Set<String> pinned;
    private final boolean trustsServers;
    private final Optional<RevocationCheck> revocation;

    private PeerTrust(X509ExtendedTrustManager authorities, TlsBlock.Peer peer, Optional<RevocationCheck> revocation) {
        this.authorities = authorities;
        this.anchors = List.of(authorities.getAcceptedIssuers());
        this.pinned = peer.pinned();
        this.trustsServers = peer.insecure();
        this.revocation = revocation;
    }

    static PeerTrust of(TlsBlock block, Optional<RevocationCheck> revocation) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(block.authorities().isEmpty() ? null : store(block.authorities()));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new PeerTrust(extended, block.peer(), revocation);
                }
            }
            throw new IllegalStateException("this Java checks no certificates (expected: PKIX of java.base)");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the given authorities: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry(String.valueOf(i), certificates.get(i));
        }
        return store;
    }

    /** Returns the hash by which a key is pinned. */
    static String pin(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256 (expected: every one has it)", e);
        }
    }

    private void checkFurther(X509Certificate[] chain, String rejected) throws CertificateException {
        if (!pinned.isEmpty() && !pinned.contains(pin(chain[0].getPublicKey()))) {
            throw new CertificateException("certificate not pinned");
        }
        if (revocation.isPresent()) {
            revocation.get().check(List.of(chain), anchors, rejected);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
        checkFurther(chain, RevocationCheck.CLIENT_REJECTED);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkClientTrusted(chain, type, socket);
        checkFurther(chain, RevocationCheck.CLIENT_REJECTED);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkClientTrusted(chain, type);
        checkFurther(chain, RevocationCheck.CLIENT_REJECTED);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (!trustsServers) {
            authorities.checkServerTrusted(chain, type, engine);
        }
        checkFurther(chain, RevocationCheck.SERVER_REJECTED);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!trustsServers) {
            authorities.checkServerTrusted(chain, type, socket);
        }
        checkFurther(chain, RevocationCheck.SERVER_REJECTED);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (!trustsServers) {
            authorities.checkServerTrusted(chain, type);
        }
        checkFurther(chain, RevocationCheck.SERVER_REJECTED);
    }

    /** Returns the authorities, whose names a peer is told: it may have certificates of several. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
