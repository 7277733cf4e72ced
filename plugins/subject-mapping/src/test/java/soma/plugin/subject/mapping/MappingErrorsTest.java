/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.kernel.testkit.TestKernel;

/** What is said about a wrong configuration: as nats-server does, and where. */
final class MappingErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            # mapping; error
            "a b": x; Subject "a b" is not a valid subject
            "a.>.b": x; Subject "a.>.b" is not a valid subject
            a: 5; Expected an entry for the mapping destination
            a: [x]; Expected an entry for the mapping destination
            "*": "x.$2"; Error adding mapping for "*" to "x.$2" : BAD: wildcard index out of range in $2: [2]
            "*": "x.*"; Error adding mapping for "*" to "x.*" : invalid subject
            a: "x..y"; Error adding mapping for "a" to "x..y" : BAD: invalid transform
            a: "x.>.y"; Error adding mapping for "a" to "x.>.y" : BAD: invalid transform in y
            a: "x y"; Error adding mapping for "a" to "x y" : BAD: invalid transform
            a: ""; Error adding mapping for "a" to "" : BAD: invalid transform
            "*": "{{foo(1)}}"; Error adding mapping for "*" to "{{foo(1)}}" : BAD: unknown function in {{foo(1)}}
            a: { dest: x }; Missing weight for mapping destination "x"
            a: { dest: x, weight: 101 }; Invalid weight 101 for mapping destination
            a: { dest: x, weight: -1 }; Invalid weight -1 for mapping destination
            a: { dest: x, weight: "101%" }; Invalid weight 101 for mapping destination
            a: { dest: x, weight: "some%" }; Invalid weight "some" for mapping destination
            a: { dest: x, weight: true }; Unknown entry type for weight (expected: a number or a percentage)
            a: { dest: x, weight: 1, no: 1 }; Unknown field "no" for mapping destination
            a: [{dest: x, weight: 1}, {dest: x, weight: 2}]; Error adding mapping for "a" : duplicate entry for "x"
            a: [{dest: x, weight: 60}, {dest: y, weight: 41}]; Error adding mapping for "a" : total weight needs to be <= 100
            """)
    void saysWhatIsWrong(String mapping, String error) {
        for (String block : List.of("mappings {\n  %s\n}", "MAPS {\n  %s\n}")) {
            List<String> errors = TestKernel.with(new SubjectMappingPlugin())
                    .configuration(String.format(java.util.Locale.ROOT, block, mapping))
                    .errors();
            assertEquals(1, errors.size(), errors::toString);
            String found = errors.getFirst();
            assertEquals("test.conf:2:", found.substring(0, 12), "the line of " + found);
            assertEquals(
                    error.replace("BAD:", "invalid mapping destination:"), found.substring(found.indexOf(": ") + 2));
        }
    }
}
