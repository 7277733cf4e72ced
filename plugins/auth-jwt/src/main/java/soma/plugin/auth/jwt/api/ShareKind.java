/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Kind;

/** The kinds of export and import as claims write them. */
final class ShareKind {
    private ShareKind() {}

    static @Nullable Kind read(JsonFields fields, String name) {
        return switch (fields.text(name)) {
            case "" -> null;
            case "stream" -> Kind.STREAM;
            case "service" -> Kind.SERVICE;
            default -> throw new JwtException("unknown export type");
        };
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String wordOrUnknown(@Nullable Kind kind) {
        return kind == null ? "unknown" : word(kind);
    }
}
