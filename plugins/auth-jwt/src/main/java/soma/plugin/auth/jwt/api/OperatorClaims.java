/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * What an operator is.
 *
 * @param signingKeys           keys that sign on its behalf
 * @param accountServerUrl      where its accounts can be fetched; may be empty
 * @param serviceUrls           where its servers are
 * @param systemAccount         its system account; may be empty
 * @param assertServerVersion   the least version that servers must have; may be empty
 * @param strictSigningKeyUsage whether only signing keys sign what it issues, never its own key
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record OperatorClaims(
        List<String> signingKeys,
        String accountServerUrl,
        List<String> serviceUrls,
        String systemAccount,
        String assertServerVersion,
        boolean strictSigningKeyUsage)
        implements ClaimBody {
    /** An operator of which nothing is said. */
    public static final OperatorClaims PLAIN = new OperatorClaims(List.of(), "", List.of(), "", "", false);

    /** Makes claims; the lists are copied. */
    public OperatorClaims {
        signingKeys = List.copyOf(signingKeys);
        serviceUrls = List.copyOf(serviceUrls);
    }

    @Override
    public String type() {
        return "operator";
    }

    /** Returns the same operator with a system account. */
    public OperatorClaims withSystemAccount(String account) {
        return new OperatorClaims(
                signingKeys, accountServerUrl, serviceUrls, account, assertServerVersion, strictSigningKeyUsage);
    }

    /** Returns the same operator with signing keys, which alone sign what it issues if it is strict. */
    public OperatorClaims withSigningKeys(boolean strict, String... keys) {
        return new OperatorClaims(
                List.of(keys), accountServerUrl, serviceUrls, systemAccount, assertServerVersion, strict);
    }

    /** Returns the same operator with a least version of servers. */
    public OperatorClaims asserting(String version) {
        return new OperatorClaims(
                signingKeys, accountServerUrl, serviceUrls, systemAccount, version, strictSigningKeyUsage);
    }

    /** Returns the same operator with a server of accounts. */
    public OperatorClaims servedBy(String url) {
        return new OperatorClaims(
                signingKeys, url, serviceUrls, systemAccount, assertServerVersion, strictSigningKeyUsage);
    }

    /** Returns the keys whose signatures under accounts count. */
    public Set<String> trustedKeys(String subject) {
        Set<String> keys = new LinkedHashSet<>();
        if (!strictSigningKeyUsage) {
            keys.add(subject);
        }
        keys.addAll(signingKeys);
        return keys;
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        List<String> problems = new ArrayList<>();
        if (!accountServerUrl.isEmpty() && scheme(accountServerUrl).isEmpty()) {
            problems.add("account server url \"" + accountServerUrl + "\" requires a protocol");
        }
        serviceUrls.stream().filter(url -> !url.isEmpty()).forEach(url -> checkService(url, problems));
        for (String key : signingKeys) {
            if (!Nkeys.isPublic(KeyKind.OPERATOR, key)) {
                problems.add(key + " is not an operator public key");
            }
        }
        if (!systemAccount.isEmpty() && !Nkeys.isPublic(KeyKind.ACCOUNT, systemAccount)) {
            problems.add(systemAccount + " is not an account public key");
        }
        if (!assertServerVersion.isEmpty() && !assertServerVersion.matches("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}")) {
            problems.add("assert server version error: asserted server version must be of the form"
                    + " <major>.<minor>.<update>");
        }
        return problems;
    }

    private static String scheme(String url) {
        try {
            String scheme = new URI(url).getScheme();
            return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static void checkService(String url, List<String> problems) {
        String start = "operator service url \"" + url + "\" - ";
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            problems.add("error parsing operator service url \"" + url + "\"");
            return;
        }
        if (uri.getRawUserInfo() != null) {
            problems.add("operator service url - credentials are not supported");
        } else if (uri.getRawPath() != null && !uri.getRawPath().isEmpty()) {
            problems.add(start + "paths are not supported");
        } else if (!List.of("nats", "tls", "ws", "wss").contains(scheme(url))) {
            problems.add(start + "protocol not supported (only 'nats', 'tls', 'ws', 'wss' only)");
        }
    }

    static OperatorClaims read(JsonFields nats) {
        return new OperatorClaims(
                nats.texts("signing_keys"),
                nats.text("account_server_url"),
                nats.texts("operator_service_urls"),
                nats.text("system_account"),
                nats.text("assert_server_version"),
                nats.flag("strict_signing_key_usage"));
    }

    void write(JsonObject nats) {
        nats.put("signing_keys", signingKeys)
                .put("account_server_url", accountServerUrl)
                .put("operator_service_urls", serviceUrls)
                .put("system_account", systemAccount)
                .put("assert_server_version", assertServerVersion)
                .put("strict_signing_key_usage", strictSigningKeyUsage);
    }
}
