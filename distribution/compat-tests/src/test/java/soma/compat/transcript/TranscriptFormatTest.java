/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptFormatTest {

    @Test
    void every_byte_survives_escaping() {
        byte[] bytes = new byte[256 + 100];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        assertArrayEquals(bytes, Escapes.unescape(Escapes.escape(bytes)));
        assertTrue(Escapes.escape(bytes).endsWith("\\{\\x00*100}"), Escapes.escape(bytes));
    }

    @Test
    void an_unknown_escape_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Escapes.unescape("a\\q"));
        assertThrows(IllegalArgumentException.class, () -> Escapes.unescape("a\\"));
    }

    @Test
    void what_varies_in_info_is_replaced_and_what_is_optional_is_dropped() {
        assertEquals(
                "INFO {\"server_id\":<server_id>,\"proto\":1,\"port\":<port>} \r\n",
                InfoText.normalise(
                        "INFO {\"server_id\":\"NA\",\"git_commit\":\"abc\",\"proto\":1,\"port\":4222,\"xkey\":\"XA\"} \r\n"));
    }

    @Test
    void the_api_level_is_taken_out_of_info_and_of_nothing_else() {
        assertEquals(
                "INFO {\"proto\":1,\"client_ip\":<client_ip>} \r\n",
                InfoText.withoutApiLevel("INFO {\"proto\":1,\"client_ip\":<client_ip>,\"api_lvl\":5} \r\n"));
        assertEquals("x,\"api_lvl\":5\r\n", InfoText.withoutApiLevel("x,\"api_lvl\":5\r\n"));
    }

    @Test
    void the_head_tells_what_a_transcript_needs() {
        String text =
                "# Needs two.\nneeds accounts gateways\nneeds jetstream\nflags -D\n\nA> PING\\r\\n\nA< PONG\\r\\n\n";
        Transcript transcript = Transcript.parse("two", Path.of("two.txt"), text);
        assertEquals(List.of("accounts", "gateways", "jetstream"), transcript.needs());
        assertEquals(List.of("-D"), transcript.flags());
        assertNull(transcript.configuration());
        assertEquals(text, transcript.format());
        assertThrows(
                IllegalArgumentException.class, () -> Transcript.parse("two", Path.of("two.txt"), "need accounts\n"));
    }

    @Test
    void every_transcript_is_stored_as_it_would_be_written() throws IOException {
        List<Transcript> all = Transcript.all();
        assertTrue(all.size() >= 120, all.size() + " transcripts");
        for (Transcript transcript : all) {
            assertEquals(Files.readString(transcript.file()), transcript.format(), transcript.name());
        }
    }

    @Test
    void every_transcript_says_what_it_shows_and_receives_something() {
        for (Transcript transcript : Transcript.all()) {
            assertTrue(transcript.lines().getFirst().format().startsWith("# "), transcript.name());
            assertTrue(
                    transcript.lines().stream().anyMatch(l -> l instanceof Line.Receive || l instanceof Line.Closed),
                    transcript.name() + " is not recorded");
        }
    }
}
