/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.users.api.Credential;
import soma.spi.auth.AuthRequest;

/**
 * A user known by a certificate. The handshake has proven that when this is asked; what else the user has must be proven
 * too, as nats-server has it: the password, be it empty.
 *
 * @param name   the name of the user, which is a name in its certificate
 * @param others what the user has of other kinds
 */
record CertificateCredential(String name, List<Credential> others) implements Credential {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateCredential.class);

    CertificateCredential {
        others = List.copyOf(others);
    }

    @Override
    public Credential beside(List<Credential> more) {
        return new CertificateCredential(name, more);
    }

    @Override
    public CompletionStage<Boolean> verify(AuthRequest request) {
        if (!request.text("user").isEmpty()) {
            LOG.warn("{} - User found in connect proto, but user required from cert", request.remoteAddress());
        }
        boolean shown = request.mapsPeer() && !request.peerCertificates().isEmpty();
        CompletionStage<Boolean> proven = CompletableFuture.completedFuture(shown);
        for (Credential other : others) {
            proven = proven.thenCompose(yes -> yes ? other.verify(request) : CompletableFuture.completedFuture(false));
        }
        return proven;
    }

    /** Returns the name; others may hold secrets. */
    @Override
    public String toString() {
        return name;
    }
}
