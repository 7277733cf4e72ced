/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import soma.plugin.metrics.exporter.JetStreamDefinitions.Value;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** Streams and consumers, of {@code jsz}. */
public final class JetStreamCollector implements Collector {
    private final Options options;
    private final JetStreamDefinitions definitions;

    /** Makes a collector. */
    public JetStreamCollector(Options options) {
        this.options = options;
        definitions = new JetStreamDefinitions(options.streamKeys(), options.consumerKeys());
    }

    /** How deep to look. */
    public enum Depth {
        /** The server and each account. */
        ACCOUNTS,
        /** Also each stream. */
        STREAMS,
        /** Also each consumer. */
        CONSUMERS;

        private Map<String, String> query() {
            return switch (this) {
                case ACCOUNTS -> Map.of("accounts", "true");
                case STREAMS -> Map.of("streams", "true");
                case CONSUMERS -> Map.of("consumers", "true", "config", "true", "raft", "true");
            };
        }
    }

    /**
     * What is collected.
     *
     * @param depth        how deep to look
     * @param streamKeys   keys of the metadata of streams that become labels
     * @param consumerKeys keys of the metadata of consumers that become labels
     */
    public record Options(Depth depth, List<String> streamKeys, List<String> consumerKeys) {
        /** Makes options; the lists are copied. */
        public Options {
            streamKeys = List.copyOf(streamKeys);
            consumerKeys = List.copyOf(consumerKeys);
        }
    }

    @Override
    public String name() {
        return "jsz";
    }

    @Override
    public List<Definition> definitions() {
        return definitions.all();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        Fields jsz = scrape.document("jsz", options.depth().query());
        String server = scrape.document("varz", Map.of()).text("server_name");
        Fields meta = jsz.fields("meta_cluster");
        List<String> values = List.of(
                scrape.serverId(),
                server,
                meta.text("name"),
                jsz.fields("config").text("domain"),
                meta.text("leader"),
                leads(jsz, "meta_cluster", server));
        var out = new Out(families, scrape.prefix(), server);
        out.add(definitions.server, values, jsz);
        jsz.list("account_details").forEach(account -> account(out, values, account));
    }

    private record Out(Families families, String prefix, String server) {
        void add(List<Value> metrics, List<String> values, Fields fields) {
            metrics.forEach(m -> m.definition().add(families, prefix, values, m.of().applyAsDouble(fields)));
        }

        void since(Definition metric, List<String> values, Fields consumer, String block) {
            Optional<Instant> last = GoTimes.time(consumer.fields(block).text("last_active"));
            Optional<Instant> now = GoTimes.time(consumer.text("ts"));
            if (last.isPresent() && now.isPresent()) {
                double nanos = (double) Duration.between(last.get(), now.get()).toNanos();
                metric.add(families, prefix, values, nanos / 1e9);
            }
        }
    }

    /** Who has no group is its own leader. */
    private static String leads(Fields of, String group, String server) {
        return !of.has(group) || of.fields(group).text("leader").equals(server) ? "true" : "false";
    }

    private void account(Out out, List<String> ofServer, Fields account) {
        String name = account.text("name");
        List<String> values = plus(ofServer, name, name, account.text("id"));
        out.add(definitions.account, values, account);
        account.list("stream_detail").forEach(stream -> stream(out, values, stream));
    }

    private void stream(Out out, List<String> ofAccount, Fields stream) {
        List<String> values = meta(
                plus(
                        ofAccount,
                        stream.text("name"),
                        stream.fields("cluster").text("leader"),
                        leads(stream, "cluster", out.server()),
                        stream.text("stream_raft_group")),
                options.streamKeys(),
                stream);
        out.add(definitions.stream, values, stream);
        if (stream.has("config")) {
            out.add(definitions.streamLimits, values, stream);
        }
        stream.list("sources").forEach(source -> out.add(definitions.source, plus(values, copy(source)), source));
        if (stream.has("mirror")) {
            Fields mirror = stream.fields("mirror");
            out.add(definitions.mirror, plus(values, copy(mirror)), mirror);
        }
        stream.list("consumer_detail").forEach(consumer -> consumer(out, values, consumer));
    }

    private static String[] copy(Fields of) {
        Fields external = of.fields("external");
        return new String[] {of.text("name"), external.text("api"), external.text("deliver")};
    }

    private void consumer(Out out, List<String> ofStream, Fields consumer) {
        List<String> values = meta(
                plus(
                        ofStream,
                        consumer.text("name"),
                        consumer.fields("cluster").text("leader"),
                        leads(consumer, "cluster", out.server()),
                        consumer.fields("config").text("description")),
                options.consumerKeys(),
                consumer);
        out.add(definitions.consumer, values, consumer);
        out.since(definitions.lastDelivery, values, consumer, "delivered");
        out.since(definitions.lastAck, values, consumer, "ack_floor");
    }

    private static List<String> meta(List<String> values, List<String> keys, Fields of) {
        Fields metadata = of.fields("config").fields("metadata");
        List<String> all = new ArrayList<>(values);
        keys.forEach(key -> all.add(metadata.text(key)));
        return all;
    }

    private static List<String> plus(List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }
}
