/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says why TLS failed, so that an operator understands it and a log may hold it. */
final class TlsFailure {
    private static final String NO_TLS = "tls: first record does not look like a TLS handshake";
    private static final String UNVERIFIED = "tls: failed to verify certificate: ";

    private TlsFailure() {}

    /** Returns what to tell in place of what Netty throws; the same if it has nothing to do with TLS. */
    static Throwable of(Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof NotSslRecordException) {
            return new SSLException(NO_TLS); // Netty quotes what it got, which may be a log-in in the clear
        }
        Throwable refusal = cause instanceof SSLException ? refusal(cause) : null;
        if (refusal != null) {
            var told = new SSLHandshakeException(UNVERIFIED + refusal.getMessage());
            told.initCause(cause);
            return told;
        }
        return cause;
    }

    /** Returns what spoke against the certificate of the peer; engines wrap it in words of their own. */
    private static @Nullable Throwable refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return cause;
            }
        }
        return null;
    }
}
