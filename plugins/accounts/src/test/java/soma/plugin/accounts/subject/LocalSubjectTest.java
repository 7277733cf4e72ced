/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LocalSubjectTest {
    @Test
    void numbersStandForWildcards() {
        assertEquals("x.*.*", LocalSubject.pattern("x.$2.$1"));
        assertEquals("*.x.*.>", LocalSubject.pattern("{{wildcard(2)}}.x.{{ Wildcard( 1 ) }}.>"));
        assertEquals("p.s.*", LocalSubject.pattern("p.s.*"));
        assertEquals("$SYS.$0.$", LocalSubject.pattern("$SYS.$0.$"));
    }

    @Test
    void wildcardsGetTheirNumbers() {
        assertEquals("p.s.$1.$2.>", LocalSubject.destination("p.s.*.*.>"));
        assertEquals("x.$2.$1", LocalSubject.destination("x.$2.$1"));
    }
}
