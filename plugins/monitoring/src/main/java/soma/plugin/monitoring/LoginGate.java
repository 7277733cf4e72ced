/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import soma.plugin.monitoring.MonitoringOptions.Login;
import soma.plugin.monitoring.api.Answer;

/** Lets in who knows the password, or everybody if there is none. Safe for any thread. */
final class LoginGate {
    private final byte @Nullable [] expected;

    LoginGate(@Nullable Login login) {
        this.expected = login == null ? null : header(login).getBytes(StandardCharsets.UTF_8);
    }

    private static String header(Login login) {
        byte[] both = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    boolean admits(@Nullable String authorization) {
        byte[] wanted = expected;
        return wanted == null
                || (authorization != null
                        && MessageDigest.isEqual(wanted, authorization.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer refusal() {
        return Answer.text(401, "401 unauthorized\n").with("WWW-Authenticate", "Basic realm=\"monitoring\"");
    }
}
