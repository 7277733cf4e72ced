/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import soma.compat.hostile.NKey;
import soma.compat.hostile.Realm;
import soma.compat.hostile.Token;
import soma.compat.wire.WireClient;

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
              {"subject":"only.x","account":"%1$s","to":"pre","type":"stream","token":"%2$s"}
            ]
            """.formatted(exporter.publicKey(), activation());
    }

    private String activation() {
        return Token.claims(
                exporter,
                importer.publicKey(),
                "",
                "\"type\":\"activation\",\"subject\":\"only.x\",\"kind\":\"stream\"");
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
        realm.accounts()
                .forEach((key, token) ->
                        text.append(key).append(": \"").append(token).append("\"\n"));
        return text.append("}\n").toString();
    }

    private static IntFunction<WireClient> member(NKey account, NKey user) {
        String token = Token.user(account, user, "");
        return port -> {
            WireClient client = Realm.begin(port, token, user);
            client.expect("PONG\r\n");
            return client;
        };
    }

    private static JsonComparison accountz() {
        return InteropTest.accountz().sorted("account_detail.imports", "local_subject");
    }

    private static JsonComparison exporting() {
        return accountz().extra("nats-server does not tell", "account_detail.exports[].account_token_position");
    }

    /** Servers have subscriptions of their own, each its own ones. */
    private static JsonComparison system() {
        return InteropTest.accountz()
                .volatileValue("servers have other subscriptions of their own", "account_detail.subscriptions")
                .volatileValue("the same", "account_detail.sublist_stats.num_subscriptions")
                .volatileValue("the same", "account_detail.sublist_stats.num_inserts");
    }

    @Test
    void documentsOfAServerWithAnOperator() throws Exception {
        Realm realm = new Realm();
        realm.with(exporter, EXPORTS + others()).with(importer, imports());
        try (Twins twins = Twins.start(configuration(realm))) {
            twins.client(member(exporter, realm.user), client -> InteropTest.run(client, "SUB foo 1\r\n"));
            twins.client(member(importer, realm.user), client -> InteropTest.run(client, "SUB in.s.> 1\r\n"));
            JsonComparison varz =
                    InteropTest.varz().volatileValue("servers have other subscriptions of their own", "subscriptions");
            List<String> found = new ArrayList<>(twins.compare("/varz", varz));
            found.addAll(twins.compare("/accountz", InteropTest.document().sorted("accounts", "")));
            found.addAll(twins.compare("/accountz?acc=" + exporter.publicKey(), exporting()));
            found.addAll(twins.compare("/accountz?acc=" + importer.publicKey(), accountz()));
            found.addAll(twins.compare("/accountz?acc=" + realm.system.publicKey(), system()));
            for (String path : List.of("/connz?auth=1&subs=1", "/connz?state=all&auth=1")) {
                found.addAll(twins.compare(path, InteropTest.connz()));
            }
            twins.compareReply("/accountz?acc=" + realm.account.publicKey()); // nobody has asked for it yet
            assertEquals("", String.join("\n", found));
        }
    }
}
