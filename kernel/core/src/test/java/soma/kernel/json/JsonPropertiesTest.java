/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any input. A failure prints its seed. */
class JsonPropertiesTest {
    @Property(tries = 100)
    void readsBackWhatWasWritten(@ForAll("objects") Map<String, Object> object) {
        assertEquals(object, JsonReader.readObject(JsonWriter.writeBytes(object)));
    }

    @Property(tries = 1000)
    void throwsNothingButItsOwnExceptionForAnyBytes(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 300)
    void throwsNothingButItsOwnExceptionForDamagedJson(
            @ForAll("objects") Map<String, Object> object, @ForAll int place, @ForAll byte damage) {
        byte[] text = JsonWriter.writeBytes(object);
        text[Math.floorMod(place, text.length)] = damage;
        readOrRefuse(text);
    }

    private static void readOrRefuse(byte[] bytes) {
        Map<String, Object> read;
        try {
            read = JsonReader.readObject(bytes);
        } catch (JsonException refused) {
            return;
        }
        // as text and from the second time on: a double without a fraction is written without one, and -0 is read as 0
        String written = again(JsonWriter.write(read));
        assertEquals(written, again(written), "what is read can be written");
    }

    private static String again(String json) {
        return JsonWriter.write(JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return objects(2);
    }

    private static Arbitrary<Map<String, Object>> objects(int depth) {
        return Arbitraries.maps(text(), values(depth)).ofMaxSize(4).map(map ->
                (Map<String, Object>) new LinkedHashMap<>(map));
    }

    /** Any text but halves of surrogate pairs, which come back as replacement characters. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMaxLength(8)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                text().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.doubles()
                        .map(number -> number == Math.rint(number) ? number + 0.5 : number)
                        .filter(number -> number != Math.rint(number))
                        .asGeneric());
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> lists = values(depth - 1).list().ofMaxSize(3).map(list -> (Object) List.copyOf(list));
        Arbitrary<Object> maps = objects(depth - 1).map(map -> (Object) map);
        return Arbitraries.frequencyOf(Tuple.of(4, scalars), Tuple.of(1, lists), Tuple.of(1, maps));
    }
}
