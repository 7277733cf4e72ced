/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration may say about TLS, and the words of nats-server for what it may not. */
final class ConfigBinderTest {
    private static final String PAIR = Certs.pair("server");

    private static List<String> errors(String block) {
        return ReadBlock.errors("tls {\n" + block + "\n}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ca_file: 5 | 5:1: error parsing tls config, expected 'ca_file' to be filename",
                "verify: 5 | 5:1: error parsing tls config, expected 'verify' to be a boolean",
                "cert_file: 5 | 5:1: error parsing tls config, expected 'cert_file' to be filename",
                "min_version: 5 | 5:1: error parsing tls config: 'min_version' wrong type",
                "min_version: \"1.1\" | 5:1: error parsing tls config: unsupported TLS version: TLS 1.1",
                "min_version: \"2\" | 5:1: error parsing tls config: unknown version: 2",
                "cipher_suites: [] | 5:1: error parsing tls config, 'cipher_suites' cannot be empty",
                "cipher_suites: [X] | 5:17: unrecognized cipher X",
                "cipher_suites: X | 5:1: interface conversion: interface {} is string, not []interface {}",
                "cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256] | 2:1: insecure cipher suites configured "
                        + "without 'allow_insecure_cipher_suites' option set: TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "cipher_suites: [TLS_RSA_WITH_RC4_128_SHA], allow_insecure_cipher_suites: true | 5:17: cipher suite "
                        + "TLS_RSA_WITH_RC4_128_SHA is not available in this Java runtime",
                "curve_preferences: [] | 5:1: error parsing tls config, 'curve_preferences' cannot be empty",
                "curve_preferences: [X] | 5:21: unrecognized curve preference X",
                "timeout: true | 5:1: error parsing tls config, 'timeout' wrong type",
                "timeout: \"x\" | 5:1: error parsing tls config, 'timeout' time: invalid duration \"x\"",
                "timeout: -1 | 5:1: 'timeout' is out of range",
                "connection_rate_limit: x | 5:1: error parsing tls config, 'connection_rate_limit' wrong type",
                "pinned_certs: x | 5:1: error parsing tls config, expected 'pinned_certs' to be a list of hex-encoded",
                "pinned_certs: [x] | 5:16: error parsing tls config, 'pinned_certs' key x does not look like hex-enc",
                "handshake_first: x | 5:1: field \"handshake_first\"'s value \"x\" is invalid",
                "handshake_first: 5 | 5:1: field \"handshake_first\" should be a boolean or a string",
                "foo: 5 | 5:1: error parsing tls config, unknown field \"foo\"",
                "verify_cert_and_check_known_urls: true | 5:1: verify_cert_and_check_known_urls not supported in this",
                "certs: {} | 5:1: error parsing certificates config: unsupported type",
                "certs: [{cert_file: a, key_file: b}] | 2:1: error parsing tls config, cannot combine 'cert_file' opt",
                "ocsp_peer: true | 5:1: ocsp_peer asks about certificates of peers",
                "verify: true, ocsp_peer: 5 | 5:15: error parsing ocsp peer config: unsupported type",
                "verify: true, ocsp_peer: {foo: 1} | 5:27: error parsing tls peer config, unknown field [\"foo\"]",
                "verify: true, ocsp_peer: {verify: 1} | 5:27: error parsing tls peer config, expected 'verify' to be",
                "cert_store: WindowsCurrentUser | 5:1: cert_store not compatible with current operating system",
                "cert_match_by: subject | 5:1: cert_match_by needs cert_store",
            })
    void mistakesAreReportedWhereTheyStand(String line, String error) {
        List<String> errors = errors(PAIR + line);
        assertTrue(errors.stream().anyMatch(e -> e.startsWith("test.conf:" + error)), errors.toString());
        assertEquals(1, errors.size(), errors.toString());
    }

    @Test
    void aBlockNeedsACertificate() {
        assertEquals(
                List.of("test.conf:2:1: TLS Server certificate must be present and valid (expected: cert_file and"
                        + " key_file)"),
                errors(""));
        assertEquals(List.of("test.conf:2:1: missing 'key_file' in TLS configuration"), errors("cert_file: a"));
        assertEquals(List.of("test.conf:2:1: missing 'cert_file' in TLS configuration"), errors("key_file: a"));
        assertEquals(
                List.of("test.conf:3:9: error parsing certificates config: both 'cert_file' and 'cert_key' options are"
                        + " required"),
                errors("certs: [{cert_file: a}]"));
    }

    @Test
    void everythingIsRead() {
        TlsBlock block = ReadBlock.of(PAIR + Certs.authority("ca") + """
                verify_and_map: true, insecure: true, timeout: 1.5, handshake_first: auto, connection_rate_limit: 7
                min_version: "1.3", cipher_suites: [TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305], curve_preferences: [CurveP256]
                pinned_certs: ["%s"]
                ocsp_peer: {verify: true, ca_timeout: 3, warn_only: true}
                """.formatted("AB".repeat(32)));
        assertEquals(List.of(Certs.key("server")), block.keys());
        assertEquals(
                "O=Soma tests,CN=ca",
                block.authorities().getFirst().getSubjectX500Principal().getName());
        assertTrue(block.peer().verify() && block.peer().map() && block.peer().insecure());
        assertEquals(Set.of("ab".repeat(32)), block.peer().pinned());
        assertEquals(
                Duration.ofSeconds(3), block.peer().revocation().orElseThrow().timeout());
        assertEquals(Duration.ofMillis(1500), block.timeout());
        assertEquals(new TlsBlock.Start(true, Duration.ofMillis(50)), block.start());
        assertEquals(7, block.rateLimit());
        assertEquals(List.of("TLSv1.3"), block.ciphers().protocols());
        assertEquals(
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                block.ciphers().suites().getFirst());
        assertTrue(block.ciphers().suites().contains("TLS_AES_128_GCM_SHA256"), "as in Go");
        assertEquals(List.of("secp256r1"), block.ciphers().curves());
    }

    @ParameterizedTest
    @CsvSource({"true, true,", "on, true,", "\"off\", false,", "\"auto_fallback\", true, 50", "\"300ms\", true, 300"})
    void theHandshakeMayComeFirst(String value, boolean first, Long fallbackMillis) {
        Duration fallback = fallbackMillis == null ? null : Duration.ofMillis(fallbackMillis);
        assertEquals(
                new TlsBlock.Start(first, fallback),
                ReadBlock.of(PAIR + "immediate: " + value + "\n").start());
    }

    @Test
    void eachListenerHasItsOwnBlock() {
        TlsConfig config = ReadBlock.config("cluster { tls {\n" + PAIR + "} }\nleaf { tls {\n" + Certs.pair("rsa")
                + "} }\nws { tls {\n" + PAIR + "verify_and_map: true\n} }\nmqtt {}\n");
        assertEquals(
                Set.of(Place.CLUSTER, Place.LEAFNODES, Place.WEBSOCKET),
                config.blocks().keySet());
        assertTrue(config.block(Place.CLUSTER).orElseThrow().peer().verify(), "servers always prove who they are");
        assertTrue(config.block(Place.WEBSOCKET).orElseThrow().peer().map());
        assertEquals(
                List.of(Certs.key("rsa")),
                config.block(Place.LEAFNODES).orElseThrow().keys());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ocsp: true", "ocsp: false", "ocsp: {mode: never}", "ocsp_cache: true", "allow_non_tls: true"})
    void otherKeysAreRead(String line) {
        assertEquals(List.of(), ReadBlock.errors(line + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ocsp: 5", "ocsp: {mode: x}", "ocsp: {x: 1}", "ocsp: {url: \"ldap://a\"}", "ocsp: {urls: [a]}",
                        "ocsp_cache: 5",
                "ocsp_cache: {type: x}", "ocsp_cache: {save_interval: x}", "ocsp_cache: {x: 1}", "allow_non_tls: 5",
                        "tls: true", "tls: x"
            })
    void otherMistakesAreReported(String line) {
        assertEquals(1, ReadBlock.errors(line + "\n").size(), line);
    }

    @Test
    void ocspIsRead() {
        OcspConfig ocsp = ReadBlock.config(
                        "store_dir: \"d\"\nocsp: {mode: must, url: \"http://a/\", urls: [\"https://b\"]}\n"
                                + "ocsp_cache: {local_store: \"c\", preserve_revoked: true, save_interval: 0.1}\n")
                .ocsp();
        var cache = new OcspConfig.Cache(true, Path.of("c"), true, Duration.ofSeconds(1));
        assertEquals(
                new OcspConfig(
                        Stapling.MUST, List.of("http://a/", "https://b"), Optional.of(Path.of("d", "ocsp")), cache),
                ocsp);
        assertEquals(
                OcspConfig.Cache.NONE,
                ReadBlock.config("ocsp_cache: false\n").ocsp().cache());
        assertEquals(
                Optional.of(Path.of("e", "ocsp")),
                ReadBlock.config("jetstream {store_dir: \"e\"}\n").ocsp().store());
        assertEquals(OcspConfig.USUAL, ReadBlock.config("").ocsp());
    }
}
