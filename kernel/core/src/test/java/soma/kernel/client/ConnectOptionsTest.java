/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.json.JsonException;
import soma.kernel.json.JsonReader;
import soma.spi.message.ByteView;

class ConnectOptionsTest {
    private static ConnectOptions with(ConnectOptions before, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes.length + 8L);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
            return before.with(JsonReader.readObject(new ByteView().wrap(memory, 0, bytes.length)));
        }
    }

    private static ConnectOptions of(String json) {
        return with(ConnectOptions.INITIAL, json);
    }

    @Test
    void nothingSaidIsVerbosePedanticAndEchoing() {
        assertEquals(ConnectOptions.INITIAL, of("{}"));
        assertEquals(new ConnectOptions(Map.of(), true, true, true, false, false, 0), of("{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"verbose":false}        |false true true false false 0
                    {"VERBOSE":false}        |false true true false false 0
                    {"Pedantic":false}       |true false true false false 0
                    {"echo":false}           |true true false false false 0
                    {"headers":true}         |true true true true false 0
                    {"no_responders":true}   |true true true false true 0
                    {"protocol":1}           |true true true false false 1
                    {"protocol":-7}          |true true true false false -7
                    {"verbose":null}         |true true true false false 0
                    {"verbos":false,"x":[{}]}|true true true false false 0
                    {"echo":false,"echo":true}|true true true false false 0
                    """)
    void readsFlags(String json, String expected) {
        ConnectOptions options = of(json);
        String read = String.join(
                " ",
                String.valueOf(options.verbose()),
                String.valueOf(options.pedantic()),
                String.valueOf(options.echo()),
                String.valueOf(options.headers()),
                String.valueOf(options.noResponders()),
                String.valueOf(options.protocol()));
        assertEquals(expected, read, "verbose, pedantic, echo, headers, no_responders, protocol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verbose\":1}",
                "{\"verbose\":\"false\"}",
                "{\"protocol\":\"1\"}",
                "{\"protocol\":1.5}",
                "{\"protocol\":true}",
                "{\"user\":1}",
                "{\"user\":[\"a\"]}",
                "{\"PASS\":{}}",
                "{\"name\":false}",
                "{\"tls_required\":\"\"}",
                "{\"new_account\":0}"
            })
    void refusesKnownFieldsOfTheWrongType(String json) {
        assertThrows(JsonException.class, () -> of(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_token",
                "user",
                "pass",
                "nkey",
                "sig",
                "jwt",
                "proxy_sig",
                "name",
                "lang",
                "version",
                "account"
            })
    void keepsTextsForAuthenticatorsUnderTheirLowerCaseNames(String name) {
        ConnectOptions options = of("{\"" + name.toUpperCase(Locale.ROOT) + "\":\"x\"}");
        assertEquals("x", options.text(name));
        assertEquals("x", options.fields().get(name));
    }

    @Test
    void forgetsUnknownFields() {
        assertEquals(
                Map.of("user", "u"),
                of("{\"user\":\"u\",\"other\":1,\"import\":{}}").fields());
    }

    @Test
    void keepsWhatAnEarlierConnectSaid() {
        ConnectOptions first = of("{\"verbose\":false,\"user\":\"u\",\"protocol\":1}");
        ConnectOptions second = with(first, "{\"echo\":false,\"user\":null}");
        assertFalse(second.verbose());
        assertFalse(second.echo());
        assertEquals("u", second.text("user"));
        assertEquals(1, second.protocol());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                    |false
                    {"account":""}                        |false
                    {"account":"A"}                       |true
                    {"new_account":false}                 |false
                    {"new_account":true}                  |true
                    """)
    void knowsTheFieldsThatOnceChoseAnAccount(String json, boolean asks) {
        assertEquals(asks, of(json).asksForAccount());
    }

    @Test
    void showsNoSecret() {
        String shown = of("{\"name\":\"n\",\"pass\":\"hidden\",\"auth_token\":\"hidden\",\"jwt\":\"hidden\"}")
                .toString();
        assertFalse(shown.contains("hidden"), shown);
        assertTrue(shown.contains("n"), shown);
    }
}
