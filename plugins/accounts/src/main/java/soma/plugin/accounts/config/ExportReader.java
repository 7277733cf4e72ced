/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Access;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.plugin.accounts.config.Drafts.ExportDraft;
import soma.spi.config.ConfigNode;
import soma.spi.config.Durations;

/** Reads {@code exports}. */
final class ExportReader {
    private final Values values;

    ExportReader(Values values) {
        this.values = values;
    }

    List<ExportDraft> read(ConfigNode exports) {
        List<ExportDraft> drafts = new ArrayList<>();
        if (exports.kind() != ConfigNode.Kind.ARRAY) {
            values.fail(exports, "Exports should be an array, got " + Values.goType(exports));
            return drafts;
        }
        for (ConfigNode item : exports.elements()) {
            if (item.kind() == ConfigNode.Kind.MAP) {
                new Item(item).read().ifPresent(drafts::add);
            } else {
                values.fail(item, "Export Items should be a map with type entry, got " + Values.goType(item));
            }
        }
        return drafts;
    }

    /** One export while its keys are read, in whatever order they come. */
    private final class Item {
        private final ConfigNode item;
        private @Nullable Kind kind;
        private String subject = "";
        private List<String> accounts = List.of();
        private @Nullable ResponseType responseType;
        private @Nullable ConfigNode response;
        private @Nullable Duration threshold;
        private @Nullable ConfigNode latencyAt;
        private @Nullable Latency latency;
        private @Nullable ConfigNode traceAt;
        private boolean allowTrace;
        private long position;

        Item(ConfigNode item) {
            this.item = item;
        }

        Optional<ExportDraft> read() {
            Values.entries(item, this::take);
            if (kind == Kind.STREAM) {
                refuse(response, "response");
                refuse(latencyAt, "latency");
                refuse(traceAt, "allow_trace");
            }
            if (kind == null) {
                return Optional.empty();
            }
            Export export = new Export(
                    kind,
                    subject,
                    Access.PUBLIC,
                    Math.clamp(position, 0, Integer.MAX_VALUE),
                    responseType == null ? ResponseType.SINGLETON : responseType,
                    threshold == null || threshold.isZero() ? Export.USUAL_THRESHOLD : threshold,
                    latency,
                    allowTrace);
            return Optional.of(new ExportDraft(export, accounts, item));
        }

        private void refuse(@Nullable ConfigNode at, String what) {
            if (at != null) {
                values.fail(at, "Detected " + what + " directive on non-service");
            }
        }

        private void take(String key, ConfigNode node) {
            switch (key) {
                case "stream" -> kind(Kind.STREAM, key, node);
                case "service" -> kind(Kind.SERVICE, key, node);
                case "accounts" -> accounts = values.texts(node);
                case "response", "response_type" -> response(node);
                case "threshold", "response_threshold", "response_max_time", "response_time" -> threshold(node);
                case "latency" -> {
                    latencyAt = node;
                    latency = new LatencyReader(values).read(node).orElse(null);
                }
                case "account_token_position" -> position = values.integer(node).orElse(0L);
                case "allow_trace" -> {
                    traceAt = node;
                    allowTrace = values.flag(node);
                }
                default -> values.unknown(key, node);
            }
        }

        private void kind(Kind found, String key, ConfigNode node) {
            if (kind != null) {
                String other = kind.name().toLowerCase(Locale.ROOT);
                values.fail(node, "Detected " + key + " " + shown(node) + " but already saw a " + other);
            } else if (node.kind() != ConfigNode.Kind.STRING) {
                values.fail(node, "Expected " + key + " name to be string, got " + Values.goType(node));
            } else {
                kind = found;
                subject = node.text();
            }
        }

        private static String shown(ConfigNode node) {
            return node.kind() == ConfigNode.Kind.STRING ? Values.quoted(node.text()) : Values.goType(node);
        }

        private void response(ConfigNode node) {
            if (responseType != null) {
                values.fail(node, "Duplicate response type definition");
                return;
            }
            response = node;
            if (node.kind() != ConfigNode.Kind.STRING) {
                values.fail(node, "Expected response type to be string, got " + Values.goType(node));
                return;
            }
            switch (node.text().toLowerCase(Locale.ROOT)) {
                case "single", "singleton" -> responseType = ResponseType.SINGLETON;
                case "stream" -> responseType = ResponseType.STREAMED;
                case "chunk", "chunked" -> responseType = ResponseType.CHUNKED;
                default -> values.fail(node, "Unknown response type: " + Values.quoted(node.text()));
            }
        }

        private void threshold(ConfigNode node) {
            if (threshold != null) {
                values.fail(node, "Duplicate response threshold detected");
                return;
            }
            response = response == null ? node : response;
            String expected = "Expected response threshold to be a parseable time duration, got ";
            if (node.kind() != ConfigNode.Kind.STRING) {
                values.fail(node, expected + Values.goType(node));
                return;
            }
            Optional<Duration> parsed = Durations.parse(node.text());
            if (parsed.isEmpty()) {
                values.fail(node, expected + Values.quoted(node.text()));
            }
            threshold = parsed.orElse(null);
        }
    }
}
