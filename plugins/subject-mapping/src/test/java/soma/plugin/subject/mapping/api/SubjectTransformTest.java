/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class SubjectTransformTest {
    @ParameterizedTest
    @CsvFileSource(resources = "transforms.csv", delimiter = ' ', commentCharacter = '#', quoteCharacter = '`')
    void givesWhatNatsServerGives(String source, String destination, String subject, String expected) {
        SubjectTransform transform = SubjectTransform.of(source, destination);
        assertTrue(transform.matches(subject));
        assertTrue(transform.isStable());
        assertEquals(expected, transform.apply(subject), transform + " of " + subject);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "errors.csv", delimiter = ';', commentCharacter = '#', quoteCharacter = '`')
    void saysWhatIsWrong(String source, String destination, String error) {
        var e = assertThrows(IllegalArgumentException.class, () -> SubjectTransform.of(source, destination));
        assertEquals(error, e.getMessage());
    }

    @Test
    void drawsEveryNumberAndNoOther() {
        SubjectTransform transform = SubjectTransform.of("a.*", "b.{{random(4)}}.$1");
        assertFalse(transform.isStable());
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(transform.apply("a.x"));
        }
        assertEquals(Set.of("b.0.x", "b.1.x", "b.2.x", "b.3.x"), drawn);
    }

    @Test
    void tellsWhatItWasMadeOf() {
        SubjectTransform transform = SubjectTransform.of("", "a.>");
        assertEquals(">", transform.source());
        assertEquals("a.>", transform.destination());
        assertEquals("> -> a.>", transform.toString());
        assertEquals(SubjectTransform.of(">", "a.>"), transform);
        assertEquals(SubjectTransform.of(">", "a.>").hashCode(), transform.hashCode());
    }

    @Test
    void cutsBetweenCharactersAndNotWithinThem() {
        assertEquals("ä.öü", SubjectTransform.of("*", "{{splitfromleft(1,1)}}").apply("äöü"));
        assertEquals(
                "x.\uD83D\uDE00",
                SubjectTransform.of("*", "{{splitfromright(1,1)}}").apply("x\uD83D\uDE00"));
    }

    @Test
    void strictOnesUseEveryWildcardOnceAndNothingElse() {
        assertEquals(
                "x.b.a", SubjectTransform.strict("*.*", "x.$2.{{wildcard(1)}}").apply("a.b"));
        assertStrictFails("*.*", "x.$1", "invalid mapping destination: not using all of the token wildcard(s) in x.$1");
        assertStrictFails(
                "*", "x.$1.$1", "invalid mapping destination: using a token wildcard more than once in x.$1.$1");
        assertStrictFails(
                "*",
                "x.{{partition(3,1)}}",
                "invalid mapping destination: the only mapping function allowed for import transforms is"
                        + " {{Wildcard()}} in {{partition(3,1)}}");
    }

    @Test
    void otherOnesCannotBeTurnedRound() {
        SubjectTransform transform = SubjectTransform.of("*", "x.$1");
        assertThrows(IllegalStateException.class, transform::reversed);
        assertThrows(IllegalStateException.class, () -> transform.applyToPattern("*"));
    }

    @Test
    void turnsRoundAlsoWhatIsTurnedInACircle() {
        SubjectTransform transform = SubjectTransform.strict("a.*.*.*.>", "b.$2.$3.$1.>");
        SubjectTransform back = transform.reversed();
        assertEquals("b.y.z.x.t.u", transform.apply("a.x.y.z.t.u"));
        assertEquals("a.x.y.z.t.u", back.apply("b.y.z.x.t.u"));
        assertEquals("b.*.*.*.>", back.source());
        assertEquals("a.$3.$1.$2.>", back.destination());
        assertEquals(transform, back.reversed());
    }

    @Test
    void mapsPatterns() {
        assertEquals("*.a", SubjectTransform.strict("*.*", "$2.$1").applyToPattern("a.*"));
        assertEquals("t.*.>", SubjectTransform.strict("s.>", "t.>").applyToPattern("s.*.>"));
        assertEquals("t.>", SubjectTransform.strict(">", "t.>").applyToPattern(">"));
        assertEquals("s.*", SubjectTransform.strict("s.*", "t.x.$1").reversed().applyToPattern("t.x.*"));
    }

    private static void assertStrictFails(String source, String destination, String error) {
        var e = assertThrows(IllegalArgumentException.class, () -> SubjectTransform.strict(source, destination));
        assertEquals(error, e.getMessage());
    }
}
