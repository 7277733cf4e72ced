/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The top-level keys of the kernel, in the order of the documentation. */
final class CoreKeys {
    static final ConfigKey LISTEN = ConfigKey.of(
            "listen",
            "port or host:port",
            "0.0.0.0:4222",
            Reload.NO,
            "Where clients connect; what it names wins over `host` and `port`.");
    static final ConfigKey HOST = ConfigKey.of(
                    "host", "text", "0.0.0.0", Reload.NO, "Address to listen on for clients.")
            .alias("net");
    static final ConfigKey PORT =
            ConfigKey.of("port", "integer", "4222", Reload.NO, "Port to listen on for clients; -1 for any free one.");
    static final ConfigKey CLIENT_ADVERTISE = ConfigKey.of(
            "client_advertise",
            "host[:port]",
            "",
            Reload.YES,
            "What INFO tells as host and port in place of the listening address.");
    static final ConfigKey SERVER_NAME =
            ConfigKey.of("server_name", "text", "the server's id", Reload.NO, "Name of the server; holds no spaces.");
    static final ConfigKey SERVER_TAGS = ConfigKey.of(
            "server_tags", "text or list", "", Reload.YES, "Free text for monitoring; trimmed and lower-cased.");
    static final ConfigKey SERVER_METADATA =
            ConfigKey.of("server_metadata", "map of text", "", Reload.YES, "Free pairs for monitoring and events.");
    static final ConfigKey FEATURE_FLAGS = ConfigKey.of(
            "feature_flags",
            "map of boolean",
            "",
            Reload.NO,
            "Switches of nats-server; accepted and shown, no effect.");
    static final ConfigKey NO_HEADER_SUPPORT =
            ConfigKey.of("no_header_support", "boolean", "false", Reload.NO, "Refuses messages with headers.");
    static final ConfigKey DISABLE_SUBLIST_CACHE = ConfigKey.of(
                    "disable_sublist_cache", "boolean", "false", Reload.NO, "Accepted without effect.")
            .alias("no_sublist_cache");
    static final ConfigKey MAX_CONNECTIONS = ConfigKey.of(
                    "max_connections",
                    "integer",
                    "65536",
                    Reload.YES,
                    "How many clients may be connected; 0 and less let nobody in.")
            .alias("max_conn");
    static final ConfigKey MAX_SUBSCRIPTIONS = ConfigKey.of(
                    "max_subscriptions", "integer", "0", Reload.NO, "Subscriptions of a connection; 0 for no limit.")
            .alias("max_subs");
    static final ConfigKey MAX_SUB_TOKENS = ConfigKey.of(
                    "max_sub_tokens", "integer", "0", Reload.NO, "Tokens of a subscription, to 255; 0 for no limit.")
            .alias("max_subscription_tokens");
    static final ConfigKey MAX_CONTROL_LINE = ConfigKey.of(
            "max_control_line", "size", "4096", Reload.YES, "Longest arguments of a protocol line, CONNECT included.");
    static final ConfigKey MAX_PAYLOAD = ConfigKey.of(
            "max_payload",
            "size",
            "1MB",
            Reload.YES,
            "Largest message with its headers; at most `max_pending`; -1 for no limit.");
    static final ConfigKey MAX_PENDING = ConfigKey.of(
            "max_pending",
            "size",
            "64MB",
            Reload.NO,
            "Bytes that may wait for a connection before it is closed as slow.");
    static final ConfigKey MAX_CLOSED_CLIENTS = ConfigKey.of(
            "max_closed_clients", "integer", "10000", Reload.NO, "Closed connections that monitoring remembers.");
    static final ConfigKey PING_INTERVAL = ConfigKey.of(
            "ping_interval",
            "duration",
            "2m",
            Reload.YES,
            "How long a connection may be idle before it is sent a PING.");
    static final ConfigKey PING_MAX =
            ConfigKey.of("ping_max", "integer", "2", Reload.YES, "Unanswered PINGs that make a connection stale.");
    static final ConfigKey WRITE_DEADLINE = ConfigKey.of(
            "write_deadline",
            "duration",
            "10s",
            Reload.NEW_CONNECTIONS,
            "How long a peer may take no bytes while some wait for it.");
    static final ConfigKey WRITE_TIMEOUT = ConfigKey.of(
            "write_timeout",
            "default, close or retry",
            "default",
            Reload.NO,
            "What happens to a peer past the deadline; clients are closed by default.");
    static final ConfigKey NO_FAST_PRODUCER_STALL = ConfigKey.of(
            "no_fast_producer_stall",
            "boolean",
            "false",
            Reload.YES,
            "Drops messages for a slow consumer instead of holding back who sends them.");
    static final ConfigKey LAME_DUCK_DURATION = ConfigKey.of(
            "lame_duck_duration", "duration", "2m", Reload.NO, "How long lame duck mode takes; at least 30s.");
    static final ConfigKey LAME_DUCK_GRACE_PERIOD = ConfigKey.of(
            "lame_duck_grace_period",
            "duration",
            "10s",
            Reload.NO,
            "How long clients have to leave by themselves; less than `lame_duck_duration`.");
    static final ConfigKey MAX_TRACED_MSG_LEN = ConfigKey.of(
            "max_traced_msg_len", "integer", "0", Reload.YES, "Bytes of a message that a trace shows; 0 for all.");
    static final ConfigKey TRACE_HEADERS = ConfigKey.of(
            "trace_headers",
            "boolean",
            "false",
            Reload.YES,
            "As `trace`, but shows the headers of messages and not what they carry.");
    static final ConfigKey CONNECT_ERROR_REPORTS = ConfigKey.of(
            "connect_error_reports", "integer", "3600", Reload.YES, "Logs every n-th failed attempt to connect.");
    static final ConfigKey RECONNECT_ERROR_REPORTS = ConfigKey.of(
            "reconnect_error_reports", "integer", "1", Reload.YES, "Logs every n-th failed attempt to connect again.");

    static final ConfigKey AUTHENTICATORS = ConfigKey.of(
            "authenticators",
            "list of text",
            "their usual order",
            Reload.NEW_CONNECTIONS,
            "Names of authenticators in the order in which they are asked; those left out come after.");

    static final List<ConfigKey> ALL = List.of(
            LISTEN,
            HOST,
            PORT,
            CLIENT_ADVERTISE,
            SERVER_NAME,
            SERVER_TAGS,
            SERVER_METADATA,
            FEATURE_FLAGS,
            NO_HEADER_SUPPORT,
            DISABLE_SUBLIST_CACHE,
            MAX_CONNECTIONS,
            MAX_SUBSCRIPTIONS,
            MAX_SUB_TOKENS,
            MAX_CONTROL_LINE,
            MAX_PAYLOAD,
            MAX_PENDING,
            MAX_CLOSED_CLIENTS,
            PING_INTERVAL,
            PING_MAX,
            WRITE_DEADLINE,
            WRITE_TIMEOUT,
            NO_FAST_PRODUCER_STALL,
            LAME_DUCK_DURATION,
            LAME_DUCK_GRACE_PERIOD,
            MAX_TRACED_MSG_LEN,
            TRACE_HEADERS,
            CONNECT_ERROR_REPORTS,
            RECONNECT_ERROR_REPORTS,
            AUTHENTICATORS);

    private CoreKeys() {}
}
