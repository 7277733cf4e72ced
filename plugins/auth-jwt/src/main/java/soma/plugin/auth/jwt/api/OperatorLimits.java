/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.annotation.Api;

/**
 * Limits that an operator sets for an account; -1 means none.
 *
 * @param subscriptions  how many subscriptions each connection may have
 * @param data           not used any more
 * @param payload        the largest message
 * @param imports        how many imports it may have
 * @param exports        how many exports it may have
 * @param wildcards      whether exports may have wildcards
 * @param disallowBearer whether JWTs without a signature of the nonce are refused
 * @param connections    how many connections it may have
 * @param leafNodes      how many of them may be leaf nodes
 * @param storage        what it may store; all zero for nothing
 * @param tiers          what it may store, by tier, in place of that
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record OperatorLimits(
        long subscriptions,
        long data,
        long payload,
        long imports,
        long exports,
        boolean wildcards,
        boolean disallowBearer,
        long connections,
        long leafNodes,
        Storage storage,
        Map<String, Storage> tiers) {
    /** No limits, and nothing to store. */
    public static final OperatorLimits UNLIMITED =
            new OperatorLimits(-1, -1, -1, -1, -1, true, false, -1, -1, Storage.DISABLED, Map.of());

    /** What an account has of which nothing is said: nothing. */
    public static final OperatorLimits UNSAID =
            new OperatorLimits(0, 0, 0, 0, 0, false, false, 0, 0, Storage.DISABLED, Map.of());

    /** Makes limits; the map is copied. */
    public OperatorLimits {
        tiers = Collections.unmodifiableMap(new LinkedHashMap<>(tiers));
    }

    /**
     * What an account may store; -1 means no limit.
     *
     * @param memory               bytes in memory; 0 for none
     * @param disk                 bytes on disk; 0 for none
     * @param streams              how many streams
     * @param consumers            how many consumers
     * @param maxAckPending        how many messages may wait for an acknowledgement
     * @param memoryMaxStreamBytes the largest stream in memory; 0 for any
     * @param diskMaxStreamBytes   the largest stream on disk; 0 for any
     * @param maxBytesRequired     whether streams must have a limit
     */
    public record Storage(
            long memory,
            long disk,
            long streams,
            long consumers,
            long maxAckPending,
            long memoryMaxStreamBytes,
            long diskMaxStreamBytes,
            boolean maxBytesRequired) {
        /** Nothing. */
        public static final Storage DISABLED = new Storage(0, 0, 0, 0, 0, 0, 0, false);

        static Storage read(JsonFields fields) {
            return new Storage(
                    fields.number("mem_storage"),
                    fields.number("disk_storage"),
                    fields.number("streams"),
                    fields.number("consumer"),
                    fields.number("max_ack_pending"),
                    fields.number("mem_max_stream_bytes"),
                    fields.number("disk_max_stream_bytes"),
                    fields.flag("max_bytes_required"));
        }

        JsonObject write(JsonObject json) {
            return json.put("mem_storage", memory)
                    .put("disk_storage", disk)
                    .put("streams", streams)
                    .put("consumer", consumers)
                    .put("max_ack_pending", maxAckPending)
                    .put("mem_max_stream_bytes", memoryMaxStreamBytes)
                    .put("disk_max_stream_bytes", diskMaxStreamBytes)
                    .put("max_bytes_required", maxBytesRequired);
        }
    }

    /** Returns the same limits with a number of connections. */
    public OperatorLimits connecting(long max) {
        return new OperatorLimits(
                subscriptions,
                data,
                payload,
                imports,
                exports,
                wildcards,
                disallowBearer,
                max,
                leafNodes,
                storage,
                tiers);
    }

    /** Returns the same limits without bearers. */
    public OperatorLimits withoutBearers() {
        return new OperatorLimits(
                subscriptions,
                data,
                payload,
                imports,
                exports,
                wildcards,
                true,
                connections,
                leafNodes,
                storage,
                tiers);
    }

    /** Returns the same limits for subscriptions and messages. */
    public OperatorLimits messaging(long maxSubscriptions, long maxPayload) {
        return new OperatorLimits(
                maxSubscriptions,
                data,
                maxPayload,
                imports,
                exports,
                wildcards,
                disallowBearer,
                connections,
                leafNodes,
                storage,
                tiers);
    }

    /** Returns the same limits for sharing. */
    public OperatorLimits sharing(long maxImports, long maxExports, boolean wildcardExports) {
        return new OperatorLimits(
                subscriptions,
                data,
                payload,
                maxImports,
                maxExports,
                wildcardExports,
                disallowBearer,
                connections,
                leafNodes,
                storage,
                tiers);
    }

    static OperatorLimits read(JsonFields fields, int version) {
        Map<String, Storage> tiers = new LinkedHashMap<>();
        Storage storage = Storage.DISABLED;
        if (version > 1) {
            fields.maps("tiered_limits").forEach((tier, limits) -> tiers.put(tier, Storage.read(limits)));
            storage = tiers.isEmpty() ? Storage.read(fields) : Storage.DISABLED;
        }
        return new OperatorLimits(
                fields.number("subs"),
                fields.number("data"),
                fields.number("payload"),
                fields.number("imports"),
                fields.number("exports"),
                fields.flag("wildcards"),
                fields.flag("disallow_bearer"),
                fields.number("conn"),
                fields.number("leaf"),
                storage,
                tiers);
    }

    JsonObject write() {
        JsonObject json = new JsonObject()
                .put("subs", subscriptions)
                .put("data", data)
                .put("payload", payload)
                .put("imports", imports)
                .put("exports", exports)
                .put("wildcards", wildcards)
                .put("disallow_bearer", disallowBearer)
                .put("conn", connections)
                .put("leaf", leafNodes);
        storage.write(json);
        Map<String, Object> all = new LinkedHashMap<>();
        tiers.forEach(
                (tier, limits) -> all.put(tier, limits.write(new JsonObject()).fields()));
        return json.put("tiered_limits", all);
    }

    void check(List<String> problems) {
        if (tiers.containsKey("")) {
            problems.add("Tiered JetStream Limits can not contain a blank \"\" tier name");
        }
    }
}
