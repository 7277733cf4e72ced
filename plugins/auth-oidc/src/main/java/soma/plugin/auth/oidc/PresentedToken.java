/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.AuthRequest;

/** Finds the token of an issuer among what a client presents. */
final class PresentedToken {
    private static final List<String> OPTIONS = List.of("auth_token", "jwt", "pass");

    /** Three parts, of which the last one may be missing where somebody hopes that signatures are not checked. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private PresentedToken() {}

    /** Returns the token that says it is of that issuer, or null. Nothing about it was checked. */
    static @Nullable String find(AuthRequest request, String issuer) {
        return OPTIONS.stream()
                .flatMap(option -> Stream.of(request.text(option), withoutScheme(request.text(option))))
                .filter(text -> isOf(text, issuer))
                .findFirst()
                .orElse(null);
    }

    private static String withoutScheme(String text) {
        return text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7).strip() : "";
    }

    private static boolean isOf(String text, String issuer) {
        if (!SIGNED.matcher(text).matches()) {
            return false;
        }
        try {
            String claims = new Base64URL(text.split("\\.", -1)[1]).decodeToString();
            return issuer.equals(JSONObjectUtils.parse(claims).get("iss"));
        } catch (ParseException e) {
            return false;
        }
    }
}
