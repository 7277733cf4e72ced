/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.ProblemList;
import soma.kernel.auth.AuthenticationChain;
import soma.kernel.json.JsonReader;
import soma.kernel.options.CoreOptions;
import soma.kernel.options.CoreSection;
import soma.kernel.options.CurrentOptions;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakeSpace;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigReader;
import soma.spi.protocol.InfoContributor;
import soma.spi.server.Server.Version;
import soma.spi.transport.Endpoint;

class InfoWriterTest {
    private static final InfoFacts FACTS = new InfoFacts("client", 5, "10.0.0.1", "", 1024, null, false, true);

    private final CurrentOptions options = new CurrentOptions(CoreOptions.DEFAULTS);
    private final List<InfoContributor> contributors = new ArrayList<>();
    private final List<Authenticator> authenticators = new ArrayList<>();
    private Assembly assembly = Assembly.EMPTY;
    private Endpoint bound = Endpoint.tcp("0.0.0.0", 4333);
    private final InfoWriter writer = new InfoWriter(
            () -> new ServerFacts("NID", new Version("0.1.0", "2.15.1")),
            options,
            () -> assembly,
            new AuthenticationChain(() -> assembly, () -> new FakeSpace("$G"), List::of),
            () -> bound);

    private void assemble() {
        assembly = new Assembly(
                Map.of(
                        InfoContributor.POINT,
                        List.copyOf(contributors),
                        Authenticator.POINT,
                        List.copyOf(authenticators)),
                Map.of());
    }

    private String write(InfoFacts facts) {
        return new String(writer.write(facts), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheFieldsInTheOrderOfTheWire() {
        assertEquals(
                "INFO {\"server_id\":\"NID\",\"server_name\":\"NID\",\"version\":\"2.15.1\",\"proto\":1,\"go\":\"java"
                        + Runtime.version()
                        + "\",\"host\":\"0.0.0.0\",\"port\":4333,\"headers\":true,\"max_payload\":1024,"
                        + "\"client_id\":5,\"client_ip\":\"10.0.0.1\",\"soma\":\"0.1.0\"} \r\n",
                write(FACTS));
    }

    @Test
    void writesWhatDependsOnTheConnection() {
        String line = write(new InfoFacts("client", 5, "", "abc", -1, "ACC", true, true));
        assertTrue(
                line.contains("\"max_payload\":-1,\"client_id\":5,\"nonce\":\"abc\",\"ldm\":true,\"connect_info\":true,"
                        + "\"remote_account\":\"ACC\",\"soma\""),
                line);
    }

    @Test
    void tellsWhoCannotSecureItsConnectionThatItNeedNot() {
        contributors.add((_, info) -> info.put("tls_required", true));
        assemble();
        assertTrue(write(FACTS).contains("\"tls_required\":true"));
        String line = write(new InfoFacts("client", 5, "", "", 1, null, false, false));
        assertTrue(!line.contains("tls_required") && line.contains("\"tls_available\":true"), line);
    }

    @Test
    void tellsTheAdvertisedAddressAndTheName() {
        var problems = new ProblemList();
        options.set(CoreSection.SECTION
                .binder()
                .bind(new ConfigReader(
                        Conf.of("client_advertise", "example.com", "server_name", "me", "no_header_support", true),
                        problems)));
        String line = write(FACTS);
        assertTrue(line.contains("\"server_name\":\"me\""), line);
        assertTrue(line.contains("\"host\":\"example.com\",\"port\":4333,\"headers\":false,"), line);
    }

    @Test
    void tellsThatAuthenticationIsRequired() {
        authenticators.add(new Authenticator() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public int order() {
                return 1;
            }

            @Override
            public boolean required() {
                return true;
            }

            @Override
            public CompletionStage<AuthResult> authenticate(AuthRequest request) {
                return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
            }
        });
        assemble();
        assertTrue(write(FACTS).contains("\"headers\":true,\"auth_required\":true,\"max_payload\""), write(FACTS));
    }

    @Test
    void putsContributedFieldsInTheirPlacesAndUnknownOnesBehind() {
        contributors.add((protocol, info) -> {
            info.put("unheard_of", protocol);
            info.put("connect_urls", List.of("a:1"));
            info.put("tls_required", true);
            info.put("tls_verify", false);
        });
        assemble();
        String line = write(FACTS);
        assertTrue(line.contains("\"headers\":true,\"tls_required\":true,\"max_payload\":1024,"), line);
        assertTrue(
                line.endsWith("\"connect_urls\":[\"a:1\"],\"unheard_of\":\"client\",\"soma\":\"0.1.0\"} \r\n"), line);
        assertFalse(line.contains("tls_verify"), "what is false is left out");
    }

    @Test
    void asksContributorsAgainOnlyWhenSomethingChanged() {
        int[] asked = {0};
        contributors.add((_, info) -> info.put("asked", ++asked[0]));
        assemble();
        write(FACTS);
        write(FACTS);
        assertEquals(1, asked[0]);
        writer.changed();
        write(FACTS);
        assertEquals(2, asked[0]);
        bound = Endpoint.tcp("0.0.0.0", 1);
        assertTrue(write(FACTS).contains("\"port\":1,"));
        assemble();
        write(FACTS);
        assertEquals(4, asked[0]);
    }

    @Test
    void leavesOutWhatAFailingContributorBegan() {
        contributors.add((_, info) -> {
            info.put("half", true);
            info.remove("host");
            throw new IllegalStateException("no");
        });
        assemble();
        String line = write(FACTS);
        assertFalse(line.contains("half"));
        assertTrue(line.contains("\"host\""));
    }

    @Test
    void isJsonWhateverTheNonceIs() {
        String line = write(new InfoFacts("client", 1, "\"\\\n", "<&>", 1, null, false, true));
        byte[] json = line.substring(5, line.length() - 3).getBytes(StandardCharsets.UTF_8);
        assertEquals("<&>", JsonReader.readObject(json).get("nonce"));
        assertEquals("\"\\\n", JsonReader.readObject(json).get("client_ip"));
    }
}
