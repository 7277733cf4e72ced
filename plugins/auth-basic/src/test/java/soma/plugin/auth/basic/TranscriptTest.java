/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.Transcript;

/** Conversations that were recorded from nats-server. */
class TranscriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth/account-of-user",
                "auth/bad-password",
                "auth/bad-token",
                "auth/bad-user",
                "auth/good",
                "auth/good-then-bad",
                "auth/good-verbose",
                "auth/no-auth-user",
                "auth/no-auth-user-bad-credentials",
                "auth/no-connect",
                "auth/none",
                "auth/pub-first",
                "auth/timeout",
                "auth/timeout-unfinished-connect",
                "auth/token",
                "auth/token-as-user",
                "connect/account",
                "connect/account-system",
                "connect/new-account",
                "info/auth-required"
            })
    void answersAsNatsServerDoes(String name) {
        Transcript.play(name, Plugins.installed("auth-users", "auth-basic"));
    }
}
