/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.auth.basic.Logins.configured;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestKernel;

/** What is wrong with a configuration, in the words of nats-server. */
class ConfigurationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            authorization { user: a, password: b, token: c }  | 1:0: Cannot have a user/pass and token
            authorization { password: b, token: c }           | 1:0: Cannot have a user/pass and token
            authorization { user: a, users: [{user: x}] }     | 1:0: Can not have a single user/pass and a users array
            authorization { token: b, users: [{user: x}] }    | 1:0: Can not have a token and a users array
            authorization { users: [{password: y}] }          | 1:24: User entry requires a user
            authorization { users: [{user: ""}] }             | 1:24: User entry requires a user
            authorization { users: [{user: x, token: t}] }    | 1:34: unknown field "token"
            authorization { users: [{user: x, foo: t}] }      | 1:34: unknown field "foo"
            authorization { user: a, foo: t }                 | 1:25: unknown field "foo"
            authorization { users: [{user: 5}] }              | 1:25: …int64, not string
            authorization { users: [{user: a, password: 5}] } | 1:34: …int64, not string
            authorization { token: true }                     | 1:16: …bool, not string
            authorization: 5                                  | 1:0: …int64, not map[string]interface {}
            no_auth_user: 5                                   | 1:0: …int64, not string
            """)
    void mistakesAreReportedWhereTheyStand(String configuration, String error) {
        List<String> errors = configured(configuration).errors();
        String text = "test.conf:" + error.replace("…", "interface conversion: interface {} is ");
        assertTrue(errors.size() == 1 && errors.getFirst().startsWith(text), () -> configuration + " -> " + errors);
    }

    @Test
    void aPasswordWithoutUserIsWarnedOf() {
        List<String> warnings = configured("authorization { password: b }").warnings();
        assertEquals(
                List.of("test.conf:1:0: a password without a user keeps nobody out (expected: user and password)"),
                warnings);
    }

    @Test
    void withoutThisPluginItsKeysNameIt() {
        List<String> errors = TestKernel.with(Plugins.installed("auth-users"))
                .configuration("authorization { token: t, users: [{user: a, password: b}] }")
                .errors();
        assertEquals(3, errors.size(), errors::toString);
        errors.forEach(error -> assertTrue(error.contains("needs plugin 'auth-basic', which is not installed"), error));
    }

    @Test
    void variablesArePasswordsToo() {
        List<String> errors = configured("PW: secret\nauthorization { users: [{user: a, password: $PW}] }")
                .errors();
        assertEquals(List.of(), errors);
    }

    @Test
    void noErrorShowsASecret() {
        List<String> errors = configured("authorization { user: a, password: hidden, token: hidden, foo: hidden,"
                        + " users: [{user: x, password: hidden}, {user: x, password: hidden}, {password: hidden}] }")
                .errors();
        assertTrue(errors.size() >= 4, errors::toString);
        assertTrue(errors.stream().noneMatch(error -> error.contains("hidden")), errors::toString);
    }
}
