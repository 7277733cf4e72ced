/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.hostile.NKey;
import soma.compat.hostile.Realm;

/** Documents of servers that trust an operator, held against those of nats-server as {@link InteropTest} does. */
class OperatorInteropTest {
    private static final String EXPORTS = """
            ,"exports":[
              {"name":"weather","subject":"s.>","type":"stream"},
              {"name":"closed","subject":"only.*","type":"stream","token_req":true,"revocations":{"*":1}},
              {"name":"ask","subject":"svc.*","type":"service","response_type":"Singleton","response_threshold":2000000000,
               "service_latency":{"sampling":50,"results":"lat"},"allow_trace":true,"advertise":true},
              {"name":"own","subject":"mine.*.x","type":"service","response_type":"Stream","account_token_position":2}
            ]
            """;

    private final NKey exporter = NKey.create('A');
    private final NKey importer = NKey.create('A');
    private final NKey signer = NKey.create('A');
    private final NKey gone = NKey.create('U');

    private String imports() {
        return """
            ,"imports":[
              {"name":"weather","subject":"s.>","account":"%1$s","local_subject":"in.s.>","type":"stream"},
              {"name":"ask","subject":"svc.x","account":"%1$s","local_subject":"local.x","type":"service","share":true},
              {"name":"nothing","subject":"none","account":"%1$s","type":"stream"}
            ]
            """.formatted(exporter.publicKey());
    }

    private String others() {
        return """
            ,"signing_keys":["%s"],"revocations":{"%s":100},"tags":["a","b:c"],"description":"what it is for",
            "info_url":"https://example.com/a","default_permissions":{"pub":{"deny":["x"]},"sub":{"allow":[">"]}},
            "mappings":{"m.1":[{"subject":"m.2"}],"w":[{"subject":"w1","weight":40},{"subject":"w2","weight":60}]}
            """.formatted(signer.publicKey(), gone.publicKey());
    }

    private String configuration(Realm realm) {
        var text = new StringBuilder("server_name: twin\n").append(realm.trust());
        text.append("resolver: MEMORY\nresolver_preload {\n");
        realm.accounts().forEach((key, token) -> text.append(key).append(": \"").append(token).append("\"\n"));
        return text.append("}\n").toString();
    }

    private static JsonComparison varz() {
        return InteropTest.varz();
    }

    private static JsonComparison account() {
        return InteropTest.accountz();
    }

    @Test
    void documentsOfAServerWithAnOperator() throws Exception {
        Realm realm = new Realm();
        realm.with(exporter, EXPORTS + others()).with(importer, imports());
        try (Twins twins = Twins.start(configuration(realm))) {
            twins.client(
                    port -> Realm.logIn(port, exporter, realm.user), client -> InteropTest.run(client, "SUB foo 1\r\n"));
            twins.client(
                    port -> Realm.logIn(port, importer, realm.user),
                    client -> InteropTest.run(client, "SUB in.s.> 1\r\n"));
            List<String> found = new ArrayList<>(twins.compare("/varz", varz()));
            found.addAll(twins.compare("/accountz", InteropTest.document().sorted("accounts", "")));
            for (NKey key : List.of(exporter, importer, realm.system)) {
                found.addAll(twins.compare("/accountz?acc=" + key.publicKey(), account()));
            }
            for (String path : List.of("/connz?auth=1&subs=1", "/connz?state=all&auth=1")) {
                found.addAll(twins.compare(path, InteropTest.connz()));
            }
            twins.compareReply("/accountz?acc=" + realm.account.publicKey()); // nobody has asked for it yet
            assertEquals("", String.join("\n", found));
        }
    }
}
