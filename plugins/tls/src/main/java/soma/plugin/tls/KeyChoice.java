/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate that a server shows: of the sort that the peer can check, for the name that it asks for if there
 * is one, else the first. Immutable.
 */
final class KeyChoice extends X509ExtendedKeyManager {
    private static final int DNS_NAME = 2;

    /** What engines call certificates with RSA keys, some by key exchange. */
    private static final Set<String> RSA = Set.of("RSA", "RSASSA-PSS", "EC_RSA", "DH_RSA");

    private static final Set<String> EC = Set.of("EC", "EC_EC");
    private static final Set<String> EDDSA = Set.of("EdDSA", "Ed25519", "Ed448");

    private final List<ServerKey> keys;

    KeyChoice(List<ServerKey> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        List<String> names = askedFor(engine);
        List<ServerKey> usable = keys.stream().filter(key -> isOf(key, type)).toList();
        ServerKey best = usable.stream()
                .filter(key -> names.stream().anyMatch(name -> isFor(key.certificate(), name)))
                .findFirst()
                .or(() -> usable.stream().findFirst())
                .orElse(null);
        return best == null ? null : String.valueOf(keys.indexOf(best));
    }

    private static boolean isOf(ServerKey key, String type) {
        return switch (ServerKey.family(key.key().getAlgorithm())) {
            case "RSA" -> RSA.contains(type);
            case "EC" -> EC.contains(type);
            default -> EDDSA.contains(type);
        };
    }

    private static List<String> askedFor(@Nullable SSLEngine engine) {
        if (engine == null || !(engine.getHandshakeSession() instanceof ExtendedSSLSession session)) {
            return List.of();
        }
        try {
            return session.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                    .toList();
        } catch (UnsupportedOperationException e) {
            return List.of(); // the session of an engine that does not tell
        }
    }

    private static boolean isFor(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.getFirst()))
                            .anyMatch(name -> covers(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT), host));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean covers(String pattern, String host) {
        int dot = host.indexOf('.');
        boolean wild = dot > 0 && pattern.startsWith("*.");
        return pattern.equals(host) || (wild && pattern.substring(1).equals(host.substring(dot)));
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return aliases(type);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return aliases(type);
    }

    private String @Nullable [] aliases(String type) {
        String[] found = IntStream.range(0, keys.size())
                .filter(i -> isOf(keys.get(i), type))
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        return found.length == 0 ? null : found;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(type, issuers, null);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        for (String type : types) {
            String alias = chooseEngineServerAlias(type, issuers, null);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineClientAlias(types, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.get(Integer.parseInt(alias)).key();
    }
}
