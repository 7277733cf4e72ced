/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/**
 * What a service that authorizes users is told of one that wants in.
 *
 * @param server   which server asks
 * @param userNkey the key that the user must get, made for this request
 * @param client   who wants in
 * @param options  what it sent: holds secrets
 * @param tls      how its connection is secured; null in the clear
 * @param nonce    the number of this request; may be empty
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AuthorizationRequest(
        ServerId server,
        String userNkey,
        Client client,
        ConnectOptions options,
        @Nullable ClientTls tls,
        String nonce) implements ClaimBody {
    @Override
    public String type() {
        return "authorization_request";
    }

    @Override
    public List<String> problems(JwtClaims claims) {
        if (userNkey.isEmpty()) {
            return List.of("User nkey is required");
        }
        return Nkeys.isPublic(KeyKind.USER, userNkey)
                ? List.of()
                : List.of("User nkey \"" + userNkey + "\" is not a valid user public key");
    }

    static AuthorizationRequest read(JsonFields nats) {
        return new AuthorizationRequest(
                ServerId.read(nats.object("server_id")),
                nats.text("user_nkey"),
                Client.read(nats.object("client_info")),
                ConnectOptions.read(nats.object("connect_opts")),
                nats.find("client_tls").map(ClientTls::read).orElse(null),
                nats.text("request_nonce"));
    }

    void write(JsonObject nats) {
        nats.always("server_id", server.write().fields())
                .always("user_nkey", userNkey)
                .always("client_info", client.write().fields())
                .always("connect_opts", options.write().fields());
        if (tls != null) {
            nats.always("client_tls", tls.write().fields());
        }
        nats.put("request_nonce", nonce);
    }

    /**
     * A server.
     *
     * @param name    its name
     * @param host    its host
     * @param id      its public key
     * @param version its version; may be empty
     * @param cluster its cluster; may be empty
     * @param tags    its tags
     * @param xkey    the public key to seal answers for; may be empty
     */
    public record ServerId(
            String name, String host, String id, String version, String cluster, List<String> tags, String xkey) {
        /** Makes an identity; the tags are copied. */
        public ServerId {
            tags = List.copyOf(tags);
        }

        static ServerId read(JsonFields fields) {
            return new ServerId(
                    fields.text("name"),
                    fields.text("host"),
                    fields.text("id"),
                    fields.text("version"),
                    fields.text("cluster"),
                    fields.texts("tags"),
                    fields.text("xkey"));
        }

        JsonObject write() {
            return new JsonObject()
                    .always("name", name)
                    .always("host", host)
                    .always("id", id)
                    .put("version", version)
                    .put("cluster", cluster)
                    .put("tags", tags)
                    .put("xkey", xkey);
        }
    }

    /**
     * A client; whatever is not known is empty.
     *
     * @param host    where it comes from
     * @param id      its number
     * @param user    the user it wants to be
     * @param name    what it calls itself
     * @param tags    tags of its user
     * @param nameTag name of its user
     * @param kind    the kind of connection, as {@code Client}
     * @param type    the protocol, as {@code nats}
     * @param mqttId  its id as an MQTT client
     * @param nonce   the nonce that it was sent
     */
    public record Client(
            String host,
            long id,
            String user,
            String name,
            List<String> tags,
            String nameTag,
            String kind,
            String type,
            String mqttId,
            String nonce) {
        /** Makes a client; the tags are copied. */
        public Client {
            tags = List.copyOf(tags);
        }

        static Client read(JsonFields fields) {
            return new Client(
                    fields.text("host"),
                    fields.number("id"),
                    fields.text("user"),
                    fields.text("name"),
                    fields.texts("tags"),
                    fields.text("name_tag"),
                    fields.text("kind"),
                    fields.text("type"),
                    fields.text("mqtt_id"),
                    fields.text("nonce"));
        }

        JsonObject write() {
            return new JsonObject()
                    .put("host", host)
                    .put("id", id)
                    .put("user", user)
                    .put("name", name)
                    .put("tags", tags)
                    .put("name_tag", nameTag)
                    .put("kind", kind)
                    .put("type", type)
                    .put("mqtt_id", mqttId)
                    .put("nonce", nonce);
        }
    }

    /**
     * What a client sent in CONNECT; whatever it did not is empty. Its text shows no secrets.
     *
     * @param jwt       a JWT
     * @param nkey      a public key
     * @param signature of the nonce
     * @param token     a token
     * @param user      a name
     * @param password  a password
     * @param name      what it calls itself
     * @param language  the language of its library
     * @param version   the version of its library
     * @param protocol  the version of the protocol
     */
    public record ConnectOptions(
            String jwt,
            String nkey,
            String signature,
            String token,
            String user,
            String password,
            String name,
            String language,
            String version,
            long protocol) {
        static ConnectOptions read(JsonFields fields) {
            return new ConnectOptions(
                    fields.text("jwt"),
                    fields.text("nkey"),
                    fields.text("sig"),
                    fields.text("auth_token"),
                    fields.text("user"),
                    fields.text("pass"),
                    fields.text("name"),
                    fields.text("lang"),
                    fields.text("version"),
                    fields.number("protocol"));
        }

        JsonObject write() {
            return new JsonObject()
                    .put("jwt", jwt)
                    .put("nkey", nkey)
                    .put("sig", signature)
                    .put("auth_token", token)
                    .put("user", user)
                    .put("pass", password)
                    .put("name", name)
                    .put("lang", language)
                    .put("version", version)
                    .always("protocol", protocol);
        }

        @Override
        public String toString() {
            return "ConnectOptions[name=" + name + "]";
        }
    }

    /**
     * How a client's connection is secured.
     *
     * @param version        the version of TLS, as {@code 1.3}
     * @param cipher         the cipher suite
     * @param certificates   what the client showed, as PEM, if it was not verified
     * @param verifiedChains what was verified, as PEM, the client's own first
     */
    public record ClientTls(
            String version, String cipher, List<String> certificates, List<List<String>> verifiedChains) {
        /** Makes a description; the lists are copied. */
        public ClientTls {
            certificates = List.copyOf(certificates);
            verifiedChains = verifiedChains.stream().map(List::copyOf).toList();
        }

        static ClientTls read(JsonFields fields) {
            List<List<String>> chains = new ArrayList<>(fields.textLists("verified_chains"));
            return new ClientTls(fields.text("version"), fields.text("cipher"), fields.texts("certs"), chains);
        }

        JsonObject write() {
            return new JsonObject()
                    .put("version", version)
                    .put("cipher", cipher)
                    .put("certs", certificates)
                    .put("verified_chains", verifiedChains);
        }
    }
}
