/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;

/**
 * A key that issues users on behalf of an account.
 *
 * @param key         the public key
 * @param role        what people call it; empty for a key that is not scoped
 * @param template    the terms of all users that it issues; null when each user has its own
 * @param description more for people
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record SigningKey(String key, String role, @Nullable UserTerms template, String description) {
    private static final String KIND = "user_scope";

    /** Makes a key whose users have terms of their own. */
    public static SigningKey of(String key) {
        return new SigningKey(key, "", null, "");
    }

    /** Makes a key whose users have these terms. */
    public static SigningKey scoped(String key, String role, UserTerms template) {
        return new SigningKey(key, role, template, "");
    }

    static SigningKey read(JsonFields fields) {
        if (!fields.text("kind").equals(KIND)) {
            throw new JwtException("unknown signing key scope");
        }
        return new SigningKey(
                fields.text("key"),
                fields.text("role"),
                UserTerms.readTemplate(fields.object("template")),
                fields.text("description"));
    }

    Object write() {
        if (template == null) {
            return key;
        }
        JsonObject terms = new JsonObject();
        template.write(terms);
        return new JsonObject()
                .always("kind", KIND)
                .always("key", key)
                .always("role", role)
                .always("template", terms.fields())
                .always("description", description)
                .fields();
    }
}
