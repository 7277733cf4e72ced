/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.annotation.Api;
import soma.spi.auth.Limits;

/**
 * What a user may do and how: said by the user's own JWT, or by the template of the key that signed it. Immutable.
 *
 * @param permissions     what may be published and subscribed to, as written: zeros of {@code resp} not yet made defaults
 * @param sources         the networks it may come from; empty for any
 * @param times           when it may be connected; empty for always
 * @param timesLocation   the time zone of that; empty for the server's
 * @param subscriptions   how many subscriptions it may have; -1 for any number
 * @param data            not used any more
 * @param payload         the largest message it may publish; -1 for any
 * @param bearerToken     whether the JWT alone is enough, without a signature of the nonce
 * @param proxyRequired   whether it must come through a trusted proxy
 * @param connectionTypes the types of connection it may use, as written; empty for all
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record UserTerms(
        PermissionRules permissions,
        List<String> sources,
        List<TimeRange> times,
        String timesLocation,
        long subscriptions,
        long data,
        long payload,
        boolean bearerToken,
        boolean proxyRequired,
        List<String> connectionTypes) {
    /** What users of a scoped signing key have: nothing of their own. */
    public static final UserTerms NONE =
            new UserTerms(PermissionRules.NONE, List.of(), List.of(), "", 0, 0, 0, false, false, List.of());

    /** What usual users have unless said otherwise: no limits. */
    public static final UserTerms UNLIMITED =
            new UserTerms(PermissionRules.NONE, List.of(), List.of(), "", -1, -1, -1, false, false, List.of());

    /** Makes terms; the lists are copied. */
    public UserTerms {
        sources = List.copyOf(sources);
        times = List.copyOf(times);
        connectionTypes = List.copyOf(connectionTypes);
    }

    /** Returns the same terms with other permissions. */
    public UserTerms with(PermissionRules other) {
        return changed(draft -> draft.permissions = other);
    }

    /** Returns the same terms with other limits. */
    public UserTerms limited(long maxSubscriptions, long maxPayload) {
        return changed(draft -> {
            draft.subscriptions = maxSubscriptions;
            draft.payload = maxPayload;
        });
    }

    /** Returns the same terms for a bearer. */
    public UserTerms bearer() {
        return changed(draft -> draft.bearerToken = true);
    }

    /** Returns the same terms for a user behind a trusted proxy. */
    public UserTerms behindProxy() {
        return changed(draft -> draft.proxyRequired = true);
    }

    /** Returns the same terms for these networks. */
    public UserTerms comingFrom(String... networks) {
        return changed(draft -> draft.sources = List.of(networks));
    }

    /** Returns the same terms for these parts of the day. */
    public UserTerms during(String location, TimeRange... ranges) {
        return changed(draft -> {
            draft.timesLocation = location;
            draft.times = List.of(ranges);
        });
    }

    /** Returns the same terms for these types of connection. */
    public UserTerms by(String... types) {
        return changed(draft -> draft.connectionTypes = List.of(types));
    }

    private UserTerms changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new UserTerms(
                draft.permissions,
                draft.sources,
                draft.times,
                draft.timesLocation,
                draft.subscriptions,
                data,
                draft.payload,
                draft.bearerToken,
                draft.proxyRequired,
                draft.connectionTypes);
    }

    /** Terms while some of them are changed. */
    private static final class Draft {
        private PermissionRules permissions;
        private List<String> sources;
        private List<TimeRange> times;
        private String timesLocation;
        private long subscriptions;
        private long payload;
        private boolean bearerToken;
        private boolean proxyRequired;
        private List<String> connectionTypes;

        private Draft(UserTerms of) {
            permissions = of.permissions;
            sources = of.sources;
            times = of.times;
            timesLocation = of.timesLocation;
            subscriptions = of.subscriptions;
            payload = of.payload;
            bearerToken = of.bearerToken;
            proxyRequired = of.proxyRequired;
            connectionTypes = of.connectionTypes;
        }
    }

    /** Returns whether it says nothing of permissions, so that those of the account count. */
    public boolean hasNoPermissions() {
        return permissions.equals(PermissionRules.NONE);
    }

    /**
     * Returns the permissions as they are meant: zeros are made defaults, and who may answer requests but is allowed nothing
     * may publish nothing else.
     */
    public PermissionRules rules() {
        return meant(permissions);
    }

    /** Returns permissions of claims as they are meant, as {@link #rules} does. */
    public static PermissionRules meant(PermissionRules written) {
        Responses responses = written.responses();
        if (responses == null) {
            return written;
        }
        Subjects publish = written.publish();
        return new PermissionRules(
                publish.allow() == null ? new Subjects(List.of(), publish.deny()) : publish,
                written.subscribe(),
                new Responses(
                        responses.max() == 0 ? Responses.USUAL.max() : responses.max(),
                        responses.expires().isZero() ? Responses.USUAL.expires() : responses.expires()));
    }

    /** Returns the limits of its connections. */
    public Limits limits() {
        int most = Math.clamp(subscriptions, -1, Integer.MAX_VALUE);
        return new Limits(most, Math.max(-1, payload), -1);
    }

    /** Returns whether it may come from an address, given as {@code host:port}. */
    public boolean admitsFrom(String remoteAddress) {
        if (sources.isEmpty()) {
            return true;
        }
        Optional<byte[]> host = Network.host(remoteAddress);
        return host.isPresent()
                && sources.stream()
                        .map(Network::parse)
                        .flatMap(Optional::stream)
                        .anyMatch(network -> network.contains(host.get()));
    }

    /** Returns whether it may use a type of connection, under the name that {@link soma.spi.auth.AuthRequest} has for it. */
    public boolean admitsBy(String connectionType) {
        return connectionTypes.isEmpty()
                || connectionTypes.stream().anyMatch(type -> type.equalsIgnoreCase(connectionType));
    }

    /**
     * Returns until when it may be connected that is connected now, {@link Instant#MAX} for no end of it; empty if it may not.
     *
     * @param local the time zone of the server
     */
    public Optional<Instant> connectedUntil(Instant now, ZoneId local) {
        if (times.isEmpty()) {
            return Optional.of(Instant.MAX);
        }
        boolean elsewhere = !timesLocation.isEmpty() && !timesLocation.equals("Local");
        if (elsewhere && !TermsCheck.isZone(timesLocation)) {
            return Optional.empty();
        }
        ZonedDateTime there = now.atZone(elsewhere ? ZoneId.of(timesLocation) : local);
        return times.stream()
                .map(range -> range.endAt(there))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** Reads what a user says of itself: nothing said means no limit in version 1, and none at all later. */
    static UserTerms read(JsonFields nats, int version) {
        return read(nats, version == 1 ? -1L : 0L);
    }

    /** Reads the template of a signing key, where nothing said means no limit. */
    static UserTerms readTemplate(JsonFields fields) {
        return read(fields, -1L);
    }

    private static UserTerms read(JsonFields nats, long unsaid) {
        List<String> sources = nats.isText("src") ? split(nats.text("src")) : nats.texts("src");
        return new UserTerms(
                readPermissions(nats),
                sources,
                nats.objects("times").stream()
                        .map(range -> new TimeRange(range.text("start"), range.text("end")))
                        .toList(),
                nats.text("times_location"),
                nats.number("subs", unsaid),
                nats.number("data", unsaid),
                nats.number("payload", unsaid),
                nats.flag("bearer_token"),
                nats.flag("proxy_required"),
                nats.texts("allowed_connection_types"));
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(source -> source.strip().toLowerCase(Locale.ROOT))
                .filter(source -> !source.isEmpty())
                .distinct()
                .toList();
    }

    static PermissionRules readPermissions(JsonFields fields) {
        @Nullable
        Responses responses = fields.find("resp")
                .map(resp -> new Responses(readMax(resp), Duration.ofNanos(resp.number("ttl"))))
                .orElse(null);
        return new PermissionRules(readSubjects(fields.object("pub")), readSubjects(fields.object("sub")), responses);
    }

    private static int readMax(JsonFields resp) {
        return Math.clamp(resp.number("max"), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Subjects readSubjects(JsonFields fields) {
        List<String> allow = fields.texts("allow");
        return new Subjects(allow.isEmpty() ? null : allow, fields.texts("deny"));
    }

    void write(JsonObject json) {
        writePermissions(permissions, json);
        List<Map<String, Object>> ranges = new ArrayList<>();
        times.forEach(range -> ranges.add(new JsonObject()
                .put("start", range.start())
                .put("end", range.end())
                .fields()));
        json.put("src", sources)
                .put("times", ranges)
                .put("times_location", timesLocation)
                .put("subs", subscriptions)
                .put("data", data)
                .put("payload", payload)
                .put("bearer_token", bearerToken)
                .put("proxy_required", proxyRequired)
                .put("allowed_connection_types", connectionTypes);
    }

    static void writePermissions(PermissionRules rules, JsonObject json) {
        json.always("pub", subjects(rules.publish())).always("sub", subjects(rules.subscribe()));
        Responses responses = rules.responses();
        if (responses != null) {
            JsonObject resp = new JsonObject()
                    .always("max", responses.max())
                    .always("ttl", responses.expires().toNanos());
            json.always("resp", resp.fields());
        }
    }

    private static Map<String, Object> subjects(Subjects subjects) {
        List<String> allow = subjects.allow();
        return new JsonObject()
                .put("allow", allow == null ? List.of() : allow)
                .put("deny", subjects.deny())
                .fields();
    }
}
