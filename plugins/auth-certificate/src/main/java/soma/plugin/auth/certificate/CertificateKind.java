/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/**
 * Users known by the certificates of their connections, on listeners with {@code verify_and_map}: by an e-mail address, a
 * host name or a URI in it, or by its subject, in that order.
 */
record CertificateKind() implements CredentialKind {
    private static final int EMAIL = 1;
    private static final int HOST = 2;
    private static final int URI = 6;

    /** Asks to be known though no other name says as whom: nobody is called that. */
    private static final List<String> NAMELESS = List.of("");

    private static final ConfigKey USER =
            ConfigKey.of("user", "text", "", Reload.YES, "The user's name.").alias("username");
    private static final ConfigKey TLS = ConfigKey.of("tls", "block", "", Reload.YES, "TLS of a listener.");
    private static final ConfigKey MAP =
            ConfigKey.of("verify_and_map", "boolean", "false", Reload.NO, "Whether certificates say which user it is.");
    private static final List<List<String>> LISTENERS =
            List.of(List.of("websocket", "ws"), List.of("mqtt"), List.of("leafnodes", "leaf"));

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public int order() {
        return CERTIFICATE;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(USER);
    }

    @Override
    public boolean isUsed(ConfigReader root) {
        return maps(root)
                || LISTENERS.stream()
                        .flatMap(names ->
                                root
                                        .find(
                                                names.getFirst(),
                                                names.subList(1, names.size()).toArray(String[]::new))
                                        .stream())
                        .filter(node -> node.kind() == Kind.MAP)
                        .anyMatch(node ->
                                root.map(node).filter(CertificateKind::maps).isPresent());
    }

    private static boolean maps(ConfigReader holder) {
        return holder.find(TLS)
                .filter(node -> node.kind() == Kind.MAP)
                .flatMap(holder::map)
                .flatMap(block -> block.find(MAP))
                .filter(node -> node.kind() == Kind.BOOLEAN)
                .map(ConfigNode::flag)
                .orElse(false);
    }

    /** The one user that {@code authorization} itself describes has a password and no certificate. */
    @Override
    public Optional<Credential> bind(ConfigReader block, boolean single) {
        String user = single ? "" : block.text(USER, "");
        return user.isEmpty() ? Optional.empty() : Optional.of(new CertificateCredential(user, List.of()));
    }

    @Override
    public List<String> claims(AuthRequest request) {
        if (!request.mapsPeer()) {
            return List.of();
        }
        List<String> names =
                certificate(request).map(CertificateKind::alternativeNames).orElse(List.of());
        return names.isEmpty() ? NAMELESS : names;
    }

    private static Optional<X509Certificate> certificate(AuthRequest request) {
        return request.peerCertificates().stream()
                .limit(1)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .findFirst();
    }

    private static List<String> alternativeNames(X509Certificate certificate) {
        List<String> found = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (int type : new int[] {EMAIL, HOST, URI}) {
                for (List<?> name : names == null ? List.<List<?>>of() : names) {
                    if (name.getFirst().equals(type) && name.get(1) instanceof String text && !text.isEmpty()) {
                        found.add(text);
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return List.of(); // then it has its subject only
        }
        return found;
    }

    @Override
    public Optional<String> match(AuthRequest request, List<String> names) {
        Subject subject = certificate(request)
                .filter(_ -> request.mapsPeer())
                .flatMap(Subject::of)
                .filter(there -> !there.isEmpty())
                .orElse(null);
        if (subject == null) {
            return Optional.empty();
        }
        List<String> sorted = names.stream().sorted().toList();
        return subject.name()
                .flatMap(name -> find(name, sorted, DistinguishedName::matches)
                        .or(() -> find(name, sorted, DistinguishedName::matchesInAnyOrder)))
                .or(() -> subject.texts().stream().filter(names::contains).findFirst());
    }

    private static Optional<String> find(
            DistinguishedName shown, List<String> names, BiPredicate<DistinguishedName, DistinguishedName> same) {
        return names.stream()
                .filter(user -> DistinguishedName.parse(user)
                        .filter(known -> same.test(known, shown))
                        .isPresent())
                .findFirst();
    }
}
