/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.auth.certificate.DistinguishedName.Attribute;
import soma.plugin.auth.certificate.DistinguishedName.Part;
import soma.spi.tck.fixture.Seed;

/** Distinguished names as text. */
final class DistinguishedNameTest {
    private static final int ROUNDS = 5_000;
    private static final List<String> TYPES = List.of("CN", "OU", "o", "Dc", "street");
    private static final List<String> PIECES =
            List.of("a", "B", " ", "#", "+", ",", ";", "<", "=", "\\", "\"", ">", "ä", "2c", "😀", "/");

    private static DistinguishedName name(String text) {
        return DistinguishedName.parse(text).orElseThrow();
    }

    @Test
    void partsAndAttributesAreToldApart() {
        assertEquals(
                new DistinguishedName(List.of(
                        new Part(List.of(new Attribute("CN", "a b"), new Attribute("OU", "x,y"))),
                        new Part(List.of(new Attribute("O", "="))))),
                name("  cn =  a b  + OU= x\\,y , O==".replace("cn ", "cn")));
    }

    @Test
    void spacesCountOnlyWithinOrWhenEscaped() {
        assertEquals(name("CN=a"), name(" CN= a  "));
        assertEquals(
                " a ",
                name("CN=\\ a\\ ").parts().getFirst().attributes().getFirst().value());
        assertEquals(
                "a  b",
                name("CN=a  b").parts().getFirst().attributes().getFirst().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "CN=a,",
                "CN=a,b",
                "=a",
                "CN=#0401",
                "CN=a\\",
                "CN=a\\2",
                "CN=\\zz",
                "CN=\\ff",
                ",",
                "+",
                "CN=a+"
            })
    void otherTextsAreNoNames(String text) {
        assertEquals(Optional.empty(), DistinguishedName.parse(text));
    }

    @Test
    void anEmptyLastValueIsNotForgotten() {
        assertTrue(!name("OU=x,CN=").matchesInAnyOrder(name("OU=x")));
    }

    @Test
    void writtenNamesAreReadBack() {
        Seed seed = Seed.forRun();
        for (int round = 0; round < ROUNDS; round++) {
            DistinguishedName made = random(seed);
            seed.run(() -> {
                DistinguishedName read = name(write(made, seed));
                assertEquals(made, read);
                assertTrue(made.matches(read) && made.matchesInAnyOrder(read));
                List<Part> shuffled = new ArrayList<>(made.parts());
                Collections.shuffle(shuffled, seed.random());
                assertTrue(made.matchesInAnyOrder(new DistinguishedName(shuffled)));
                shuffled.set(0, new Part(List.of(new Attribute("CN", "somebody else"))));
                assertTrue(!made.matchesInAnyOrder(new DistinguishedName(shuffled)));
            });
        }
    }

    @Test
    void anyTextIsANameOrNone() {
        Seed seed = Seed.forRun();
        for (int round = 0; round < ROUNDS; round++) {
            var text = new StringBuilder();
            for (int i = seed.random().nextInt(12); i > 0; i--) {
                text.append(seed.random().nextInt(4) == 0 ? seed.oneOf(TYPES) + "=" : seed.oneOf(PIECES));
            }
            seed.run(() -> DistinguishedName.parse(text.toString())
                    .ifPresent(name ->
                            assertTrue(name.matches(name) && !name.parts().isEmpty())));
        }
    }

    private static DistinguishedName random(Seed seed) {
        List<Part> parts = new ArrayList<>();
        for (int i = seed.random().nextInt(4); i >= 0; i--) {
            List<Attribute> attributes = new ArrayList<>();
            for (int j = seed.random().nextInt(3) / 2; j >= 0; j--) {
                var value = new StringBuilder();
                for (int k = seed.random().nextInt(5); k >= 0; k--) {
                    value.append(seed.oneOf(PIECES));
                }
                attributes.add(new Attribute(seed.oneOf(TYPES), value.toString()));
            }
            parts.add(new Part(attributes));
        }
        return new DistinguishedName(parts);
    }

    private static String write(DistinguishedName name, Seed seed) {
        return String.join(
                seed.oneOf(List.of(",", ", ")),
                name.parts().stream()
                        .map(part -> String.join(
                                "+",
                                part.attributes().stream()
                                        .map(a -> a.type() + "=" + a.value().replaceAll("[ \"#+,;<=>\\\\]", "\\\\$0"))
                                        .toList()))
                        .toList());
    }
}
