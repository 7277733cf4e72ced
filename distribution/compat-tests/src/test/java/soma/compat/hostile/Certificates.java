/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that the tests of plugins have too, with keys for P-256 unless their names say otherwise. */
public final class Certificates {
    private static final char[] NO_PASSWORD = {};
    private static final Path ROOT =
            Path.of(System.getProperty("soma.root", "../..")).toAbsolutePath().normalize();
    private static final Path TLS = ROOT.resolve("plugins/tls/src/test/resources/certs");
    private static final Path USERS = ROOT.resolve("plugins/auth-certificate/src/test/resources/certs");

    private Certificates() {}

    /** A file of a server, its authorities or its clients. */
    public static String tls(String name) {
        return TLS.resolve(name).toString();
    }

    /** A file of clients whose certificates say which user they are, and of their authority. */
    static String users(String name) {
        return USERS.resolve(name).toString();
    }

    /** The members of a {@code tls} block that name a certificate and its key; without ending. */
    public static String pair(String file) {
        return "cert_file: \"" + file + ".pem\", key_file: \"" + file + ".key\"";
    }

    /** A client that trusts one certificate, an authority's or the server's own. */
    public static SSLContext trusting(String authority) {
        return context(authority, "");
    }

    /** A client that trusts one certificate and shows another one; names of files without ending. */
    public static SSLContext context(String authority, String shown) {
        try {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", certificate(authority + ".pem"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            KeyStore own = emptyStore();
            if (!shown.isEmpty()) {
                Certificate[] chain = {certificate(shown + ".pem")};
                own.setKeyEntry("own", privateKey(shown + ".key"), NO_PASSWORD, chain);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate certificate(String file) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static PrivateKey privateKey(String file) throws GeneralSecurityException, IOException {
        String base64 = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----", "");
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
