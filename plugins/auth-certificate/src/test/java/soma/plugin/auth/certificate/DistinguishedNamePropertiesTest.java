/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The parser of distinguished names against texts from a generator. It prints the seed of a run that fails. */
final class DistinguishedNamePropertiesTest {
    @Property(tries = 5_000)
    void anyTextIsANameOrNone(@ForAll String text) {
        DistinguishedName.parse(text).ifPresent(name -> {
            assertTrue(name.matches(name) && name.matchesInAnyOrder(name), text);
            assertFalse(name.parts().isEmpty(), text);
        });
    }

    @Property(tries = 5_000)
    void textsOfWhatNamesAreMadeOfAreNamesOrNone(
            @ForAll @StringLength(max = 24) @Chars({'C', 'N', '=', ',', '+', '\\', '"', '#', ' ', ';', '2', 'c'})
                    String text) {
        anyTextIsANameOrNone(text);
    }
}
