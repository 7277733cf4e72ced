/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of the configuration that are about TLS. */
final class TlsKeys {
    static final ConfigKey TLS = ConfigKey.of(
            "tls", "block", "", Reload.YES, "TLS for clients: certificate, and what is demanded of peers.");
    static final ConfigKey ALLOW_NON_TLS =
            ConfigKey.of("allow_non_tls", "boolean", "false", Reload.NO, "Whether clients may also stay in the clear.");
    static final ConfigKey OCSP = ConfigKey.of(
            "ocsp",
            "boolean or block",
            "auto",
            Reload.YES,
            "Whether proof is sent that the server's certificate holds.");
    static final ConfigKey OCSP_CACHE = ConfigKey.of(
            "ocsp_cache",
            "boolean or block",
            "local",
            Reload.YES,
            "Where answers about certificates of peers are kept.");

    static final ConfigKey CERT_FILE =
            own("cert_file", "file", "", "The server's certificate, as PEM, with its chain.");
    static final ConfigKey KEY_FILE = own("key_file", "file", "", "The private key of the certificate, as PEM.");
    static final ConfigKey CERTS = own(
                    "certs", "list of blocks", "", "Several certificates, each with cert_file and key_file.")
            .alias("certificates");
    static final ConfigKey CA_FILE = own("ca_file", "file", "those of Java", "The authorities to trust, as PEM.");
    static final ConfigKey VERIFY = own("verify", "boolean", "false", "Whether clients must have a certificate.");
    static final ConfigKey VERIFY_AND_MAP =
            own("verify_and_map", "boolean", "false", "Whether the certificate says which user a client is.");
    static final ConfigKey KNOWN_URLS = own(
            "verify_cert_and_check_known_urls",
            "boolean",
            "false",
            "Whether a peer's certificate must be for a configured address; cluster and gateway only.");
    static final ConfigKey INSECURE =
            own("insecure", "boolean", "false", "Whether servers that are dialed need not prove who they are.");
    static final ConfigKey PINNED = own(
            "pinned_certs", "list of text", "", "SHA-256 hashes of the public keys that are welcome, in hexadecimal.");
    static final ConfigKey MIN_VERSION = own("min_version", "\"1.2\" or \"1.3\"", "1.2", "The oldest version of TLS.");
    static final ConfigKey CIPHER_SUITES =
            own("cipher_suites", "list of text", "all secure ones", "What may encrypt, by Go's names.");
    static final ConfigKey INSECURE_SUITES =
            own("allow_insecure_cipher_suites", "boolean", "false", "Whether weak cipher suites may be named.");
    static final ConfigKey CURVES =
            own("curve_preferences", "list of text", "all", "The curves for the key exchange, by Go's names.");
    static final ConfigKey TIMEOUT = own("timeout", "seconds or duration", "2s", "How long the handshake may take.");
    static final ConfigKey HANDSHAKE_FIRST = own(
                    "handshake_first",
                    "boolean, auto or duration",
                    "false",
                    "Whether the handshake comes before INFO, or INFO after that much silence.")
            .alias("first", "immediate");
    static final ConfigKey RATE_LIMIT = ConfigKey.of(
            "connection_rate_limit", "integer", "0", Reload.NO, "How many handshakes may begin in a second.");
    static final ConfigKey OCSP_PEER = own(
            "ocsp_peer", "boolean or block", "false", "Whether authorities are asked if a client's certificate holds.");
    static final ConfigKey CERT_STORE = own("cert_store", "text", "", "Keys from the store of Windows.");
    static final List<String> OF_STORE =
            List.of("cert_match_by", "cert_match", "ca_certs_match", "cert_match_skip_invalid");

    /** The keys of a block. */
    static final List<ConfigKey> BLOCK = List.of(
            CERT_FILE,
            KEY_FILE,
            CERTS,
            CA_FILE,
            VERIFY,
            VERIFY_AND_MAP,
            KNOWN_URLS,
            INSECURE,
            PINNED,
            MIN_VERSION,
            CIPHER_SUITES,
            INSECURE_SUITES,
            CURVES,
            TIMEOUT,
            HANDSHAKE_FIRST,
            RATE_LIMIT,
            OCSP_PEER,
            CERT_STORE);

    private TlsKeys() {}

    /** Returns the keys that the section owns: its own, and the block of each other listener. */
    static List<ConfigKey> owned() {
        var keys = new java.util.ArrayList<>(List.of(TLS, ALLOW_NON_TLS, OCSP, OCSP_CACHE));
        for (Place place : Place.values()) {
            if (place != Place.CLIENT) {
                keys.add(ConfigKey.of(
                        place.section() + ".tls", "block", "", Reload.YES, "TLS for that listener, as for clients."));
            }
        }
        return List.copyOf(keys);
    }

    /** Returns all names of the keys of a block. */
    static Set<String> namesInBlock() {
        Set<String> names = new HashSet<>(OF_STORE);
        BLOCK.forEach(key -> {
            names.add(key.name());
            names.addAll(key.aliases());
        });
        return names;
    }

    private static ConfigKey own(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.NEW_CONNECTIONS, help);
    }
}
