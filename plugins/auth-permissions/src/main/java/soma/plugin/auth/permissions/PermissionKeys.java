/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of permissions. */
final class PermissionKeys {
    static final ConfigKey PERMISSIONS = ConfigKey.of(
                    "permissions", "block", "everything is allowed", Reload.YES, "What the user may do.")
            .alias("permission", "authorization");
    static final ConfigKey DEFAULT_PERMISSIONS = ConfigKey.of(
                    "default_permissions",
                    "block",
                    "everything is allowed",
                    Reload.YES,
                    "What users without permissions of their own may do.")
            .alias("default_permission", "permissions");
    static final ConfigKey CONNECTION_TYPES = ConfigKey.of(
                    "allowed_connection_types",
                    "text or list of texts",
                    "all",
                    Reload.YES,
                    "Over which sorts of connection the user may come.")
            .alias("connection_types", "clients");
    static final ConfigKey PUBLISH = ConfigKey.of(
                    "publish", "subjects", "all", Reload.YES, "What may be published: subjects, or allow and deny.")
            .alias("pub", "import");
    static final ConfigKey SUBSCRIBE = ConfigKey.of(
                    "subscribe",
                    "subjects",
                    "all",
                    Reload.YES,
                    "What may be subscribed to: subjects, or allow and deny; each perhaps with a queue group.")
            .alias("sub", "export");
    static final ConfigKey ALLOW_RESPONSES = ConfigKey.of(
                    "allow_responses",
                    "boolean or block",
                    "false",
                    Reload.YES,
                    "Whether requests may be answered on subjects that may not be published otherwise.")
            .alias("publish_allow_responses");
    static final ConfigKey ALLOW = ConfigKey.of("allow", "subjects", "all", Reload.YES, "What is allowed.");
    static final ConfigKey DENY =
            ConfigKey.of("deny", "subjects", "none", Reload.YES, "What is denied, even if it is allowed.");
    static final ConfigKey MAX = ConfigKey.of(
                    "max", "integer", "1", Reload.YES, "How many answers a request may get; negative for any number.")
            .alias("max_msgs", "max_messages", "max_responses");
    static final ConfigKey EXPIRES = ConfigKey.of(
                    "expires", "duration", "2m", Reload.YES, "How long a request may be answered; negative for ever.")
            .alias("expiration", "ttl");

    private PermissionKeys() {}
}
