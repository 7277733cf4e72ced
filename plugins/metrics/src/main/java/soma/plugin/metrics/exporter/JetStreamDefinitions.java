/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Kind;
import soma.plugin.metrics.sample.Names;

/** The metrics of JetStream with the labels that the configuration adds to them. */
final class JetStreamDefinitions {
    private static final List<String> SERVER =
            List.of("server_id", "server_name", "cluster", "domain", "meta_leader", "is_meta_leader");
    private static final List<String> ACCOUNT = plus(SERVER, "account", "account_name", "account_id");

    /** A metric and where its value is found. */
    record Value(Definition definition, ToDoubleFunction<Fields> of) {}

    final List<Value> server = List.of(
            value("server", "jetstream_disabled", "JetStream disabled or not", SERVER, f -> f.flag("disabled")),
            value("server", "total_streams", "Total number of streams in JetStream", SERVER, f -> f.number("streams")),
            value(
                    "server",
                    "total_consumers",
                    "Total number of consumers in JetStream",
                    SERVER,
                    f -> f.number("consumers")),
            value(
                    "server",
                    "total_messages",
                    "Total number of stored messages in JetStream",
                    SERVER,
                    f -> f.number("messages")),
            value(
                    "server",
                    "total_message_bytes",
                    "Total number of bytes stored in JetStream",
                    SERVER,
                    f -> f.number("bytes")),
            value(
                    "server",
                    "max_memory",
                    "JetStream Max Memory",
                    SERVER,
                    f -> f.fields("config").number("max_memory")),
            value(
                    "server",
                    "max_storage",
                    "JetStream Max Storage",
                    SERVER,
                    f -> f.fields("config").number("max_storage")));

    final List<Value> account = List.of(
            value(
                    "account",
                    "max_memory",
                    "JetStream Account Max Memory in bytes",
                    ACCOUNT,
                    f -> f.number("reserved_memory")),
            value(
                    "account",
                    "max_storage",
                    "JetStream Account Max Storage in bytes",
                    ACCOUNT,
                    f -> f.number("reserved_storage")),
            value(
                    "account",
                    "storage_used",
                    "Total number of bytes used by JetStream storage",
                    ACCOUNT,
                    f -> f.number("storage")),
            value(
                    "account",
                    "memory_used",
                    "Total number of bytes used by JetStream memory",
                    ACCOUNT,
                    f -> f.number("memory")));

    final List<Value> stream;
    final List<Value> streamLimits;
    final List<Value> source;
    final List<Value> mirror;
    final List<Value> consumer;
    final Definition lastDelivery;
    final Definition lastAck;

    JetStreamDefinitions(List<String> streamKeys, List<String> consumerKeys) {
        List<String> ofStream = meta(
                plus(ACCOUNT, "stream_name", "stream_leader", "is_stream_leader", "stream_raft_group"),
                "stream_meta_",
                streamKeys);
        stream = streams(ofStream);
        streamLimits = limits(ofStream);
        source = copies("source", "Stream source active", "a stream source", ofStream);
        mirror = copies("mirror", "Stream mirror active", "a stream mirror", ofStream);
        List<String> ofConsumer = meta(
                plus(ofStream, "consumer_name", "consumer_leader", "is_consumer_leader", "consumer_desc"),
                "consumer_meta_",
                consumerKeys);
        consumer = consumers(ofConsumer);
        lastDelivery = define(
                "consumer", "last_delivery_seconds", "Seconds since last message delivery to consumer", ofConsumer);
        lastAck = define("consumer", "last_ack_seconds", "Seconds since last ack from consumer", ofConsumer);
    }

    List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        Stream.of(server, account, stream, streamLimits, source, mirror, consumer)
                .forEach(values -> values.forEach(value -> all.add(value.definition())));
        all.addAll(List.of(lastDelivery, lastAck));
        return all;
    }

    private static List<Value> streams(List<String> labels) {
        return List.of(
                state("total_messages", "Total number of messages from a stream", labels, "messages"),
                state("total_bytes", "Total stored bytes from a stream", labels, "bytes"),
                state("first_seq", "First sequence from a stream", labels, "first_seq"),
                state("last_seq", "Last sequence from a stream", labels, "last_seq"),
                state("consumer_count", "Total number of consumers from a stream", labels, "consumer_count"),
                state("subject_count", "Total number of subjects in a stream", labels, "num_subjects"));
    }

    private static Value state(String name, String help, List<String> labels, String field) {
        return value("stream", name, help, labels, f -> f.fields("state").number(field));
    }

    private static List<Value> limits(List<String> labels) {
        return List.of(
                value(
                        "stream",
                        "limit_bytes",
                        "The maximum configured storage limit (in bytes) for a JetStream stream."
                                + " A value of -1 indicates no limit.",
                        labels,
                        f -> f.fields("config").number("max_bytes")),
                value(
                        "stream",
                        "limit_messages",
                        "The maximum number of messages allowed in a JetStream stream as per its configuration."
                                + " A value of -1 indicates no limit.",
                        labels,
                        f -> f.fields("config").number("max_msgs")));
    }

    private static List<Value> copies(String what, String active, String whose, List<String> ofStream) {
        List<String> labels = plus(ofStream, what + "_name", what + "_api", what + "_deliver");
        return List.of(
                value(
                        "stream",
                        what + "_lag",
                        "Number of messages " + whose + " is behind",
                        labels,
                        f -> f.number("lag")),
                value(
                        "stream",
                        what + "_active_duration_ns",
                        active + " duration in nanoseconds (-1 indicates inactive)",
                        labels,
                        f -> f.number("active")));
    }

    private static List<Value> consumers(List<String> labels) {
        return List.of(
                sequence("delivered", "consumer_seq", "Latest sequence number of a stream consumer", labels),
                sequence("delivered", "stream_seq", "Latest sequence number of a stream", labels),
                count("num_ack_pending", "Number of pending acks from a consumer", labels),
                count("num_redelivered", "Number of redelivered messages from a consumer", labels),
                count("num_waiting", "Number of inflight fetch requests from a pull consumer", labels),
                count("num_pending", "Number of pending messages from a consumer", labels),
                sequence("ack_floor", "stream_seq", "Number of ack floor stream seq from a consumer", labels),
                sequence("ack_floor", "consumer_seq", "Number of ack floor consumer seq from a consumer", labels));
    }

    private static Value sequence(String block, String field, String help, List<String> labels) {
        return value(
                "consumer",
                block + "_" + field,
                help,
                labels,
                f -> f.fields(block).number(field));
    }

    private static Value count(String field, String help, List<String> labels) {
        return value("consumer", field, help, labels, f -> f.number(field));
    }

    private static Value value(
            String part, String name, String help, List<String> labels, ToDoubleFunction<Fields> of) {
        return new Value(define(part, name, help, labels), of);
    }

    private static Definition define(String part, String name, String help, List<String> labels) {
        return new Definition(Definition.JETSTREAM, part, name, Kind.GAUGE, help, labels);
    }

    private static List<String> meta(List<String> labels, String start, List<String> keys) {
        return Stream.concat(labels.stream(), keys.stream().map(key -> start + Names.endOfLabel(key)))
                .toList();
    }

    private static List<String> plus(List<String> labels, String... more) {
        return Stream.concat(labels.stream(), Stream.of(more)).toList();
    }
}
