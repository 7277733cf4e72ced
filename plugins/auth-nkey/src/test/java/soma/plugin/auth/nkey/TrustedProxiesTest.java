/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.report.ReportContributor;
import soma.spi.tck.report.ReportContract;

/** Proxies and the connections that come through them, in a whole server. */
final class TrustedProxiesTest {
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final KeyPair PROXY = KeyPair.create(KeyKind.SERVER);
    private static final KeyPair OTHER = KeyPair.create(KeyKind.USER);

    @Test
    void letsInWhatATrustedProxySigned() {
        try (TestKernel kernel = kernel().configuration(trusting(OTHER, PROXY)).start()) {
            TestConnection client = kernel.open();
            client.connect(signature(PROXY, client)).expectIn();
            var session = kernel.server().sessions();
            session.forEach(open -> assertEquals(
                    PROXY.publicKey(), open.view().admission().details().get("proxy_key")));
        }
    }

    @Test
    void refusesWhatAnotherOneSigned() {
        try (TestKernel kernel = kernel().configuration(trusting(OTHER)).start()) {
            TestConnection client = kernel.open();
            client.connect(signature(PROXY, client)).expectEnd(VIOLATION, "Proxy Not Trusted");
            kernel.connect("\"proxy_sig\":\"nonsense\"").expectEnd(VIOLATION, "Proxy Not Trusted");
            TestConnection padded = kernel.open();
            padded.connect(signature(OTHER, padded).replaceAll("\"$", "==\""))
                    .expectEnd(VIOLATION, "Proxy Not Trusted");
            kernel.connect("").expectIn();
        }
    }

    @Test
    void sendsNoNonceAndLooksAtNothingWhileItTrustsNobody() {
        try (TestKernel kernel = kernel().start()) {
            assertEquals("", TestConnection.nonceOf(kernel.open().takeInfo()));
            kernel.connect("\"proxy_sig\":\"nonsense\"").expectIn();
        }
    }

    @Test
    void endsConnectionsWhenTheirProxyIsTrustedNoLonger() {
        try (TestKernel kernel = kernel().configuration(trusting(OTHER, PROXY)).start()) {
            TestConnection first = kernel.open();
            first.connect(signature(PROXY, first)).expectIn();
            TestConnection second = kernel.open();
            second.connect(signature(OTHER, second)).expectIn();
            TestConnection direct = kernel.connect("").expectIn();
            kernel.reload(trusting(OTHER));
            first.expectEnd(VIOLATION, "Proxy Not Trusted");
            second.expectIn();
            direct.expectIn();
            kernel.reload("");
            second.expectEnd(VIOLATION, "Proxy Not Trusted");
            direct.expectIn();
            assertFalse(kernel.open().takeInfo().contains("\"nonce\""));
        }
    }

    @Test
    void aPeerCannotSayThatItCameThroughAProxy() {
        String user = "authorization { user: a, password: b, proxy_required: true }\n" + trusting(PROXY);
        try (TestKernel kernel = kernel().configuration(user).start()) {
            String claimed = "\"user\":\"a\",\"pass\":\"b\",\"proxy:key\":\"" + PROXY.publicKey() + "\"";
            kernel.connect(claimed).expectEnd(VIOLATION, "Proxy Required");
            TestConnection client = kernel.open();
            client.connect(signature(PROXY, client) + ",\"user\":\"a\",\"pass\":\"b\"")
                    .expectIn();
        }
    }

    @Test
    void showsWhomItTrusts() {
        try (TestKernel kernel = kernel().configuration(trusting(PROXY)).start()) {
            assertEquals(
                    Map.of("trusted", List.of(Map.of("key", PROXY.publicKey()))),
                    kernel.server().report("varz", Map.of()).get("proxies"));
            kernel.reload("");
            assertTrue(
                    kernel.server().report("varz", Map.of()).get("proxies") == null, "proxies, when none is trusted");
        }
    }

    @Nested
    class Varz extends ReportContract {
        @Override
        protected ReportContributor contributor() {
            var proxies = new TrustedProxies();
            proxies.configure(new ProxyOptions(Set.of(PROXY.publicKey())));
            return proxies;
        }

        @Override
        protected List<String> fields() {
            return List.of("proxies");
        }
    }

    private static TestKernelBuilder kernel() {
        return TestKernel.with(Plugins.installed("auth-users")).plugins(new BasicAuthPlugin(), new NkeyPlugin());
    }

    private static String trusting(KeyPair... proxies) {
        var text = new StringBuilder("proxies { trusted: [");
        for (KeyPair proxy : proxies) {
            text.append("{key: ").append(proxy.publicKey()).append("}, ");
        }
        return text.append("] }").toString();
    }

    private static String signature(KeyPair proxy, TestConnection client) {
        byte[] nonce = TestConnection.nonceOf(client.takeInfo()).getBytes(StandardCharsets.US_ASCII);
        return "\"proxy_sig\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(proxy.sign(nonce)) + "\"";
    }
}
