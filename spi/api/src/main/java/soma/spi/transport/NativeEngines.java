/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Makes TLS engines by a native library, which encrypts faster than the JDK. Contributed by a transport that carries one;
 * used by whoever secures links. An engine belongs to the link that it is given to, and is freed with it.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface NativeEngines {
    /** Where it is contributed. */
    ExtensionPoint<NativeEngines> POINT = ExtensionPoint.one("native-engines", NativeEngines.class);

    /**
     * Returns what makes engines for a server; empty when the library is not there or cannot do all that is asked for. Its
     * sessions are resumed with engines of the same maker only.
     *
     * @param keys        what the server proves its identity with
     * @param trust       who judges the certificates of peers; asked on a thread that may block
     * @param demandsPeer whether a peer must have a certificate
     * @param protocols   versions of TLS, by the JDK's names
     * @param suites      cipher suites, by the JDK's names, the preferred ones first
     * @param staples     returns the OCSP response that proves that a certificate holds, empty if there is none to send; it
     *                    is asked in every handshake, on a thread that may block, and sent to peers that ask for it
     */
    @RunsOn(Context.WORKER)
    Optional<Supplier<SSLEngine>> servers(
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            boolean demandsPeer,
            List<String> protocols,
            List<String> suites,
            Function<X509Certificate, Optional<byte[]>> staples);
}
