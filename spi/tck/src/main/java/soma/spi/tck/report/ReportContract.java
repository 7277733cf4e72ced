/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.report.ReportContributor;

/** What every {@link ReportContributor} must do. A test extends it and gives a contributor with something to report. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class ReportContract {
    private static final String OTHERS = "tck_field_of_others";

    /** For subclasses. */
    protected ReportContract() {}

    /** Makes the contributor; every test makes one. */
    protected abstract ReportContributor contributor();

    /** Returns the query that is answered with {@link #fields}; none unless a test says otherwise. */
    protected Map<String, String> usual() {
        return Map.of();
    }

    /** Returns further queries that the document takes. */
    protected List<Map<String, String>> queries() {
        return List.of();
    }

    /** Returns fields, in order, that must be in the answer to {@link #usual}. */
    protected abstract List<String> fields();

    @Test
    public void namesItsDocumentWithoutASlash() {
        ReportContributor contributor = contributor();
        assertFalse(contributor.document().isBlank() || contributor.document().contains("/"), contributor.document());
        assertEquals(contributor.document(), contributor.document());
        assertEquals(contributor.order(), contributor.order());
    }

    @Test
    public void fillsItsFieldsInOrder() {
        List<String> filled = List.copyOf(fill(contributor(), usual()).keySet());
        List<String> known = filled.stream().filter(fields()::contains).toList();
        assertEquals(fields(), known, "the fields expected, among " + filled);
    }

    @Test
    public void fillsNothingButJson() {
        ReportContributor contributor = contributor();
        checkJson(contributor.document(), fill(contributor, Map.of()));
        checkJson(contributor.document() + usual(), fill(contributor, usual()));
        queries().forEach(query -> checkJson(contributor.document() + query, fill(contributor, query)));
    }

    @Test
    public void keepsTheOrderOfItsFields() {
        ReportContributor contributor = contributor();
        assertEquals(
                List.copyOf(fill(contributor, usual()).keySet()),
                List.copyOf(fill(contributor, usual()).keySet()));
    }

    @Test
    public void leavesTheFieldsOfOthersAlone() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(OTHERS, "untouched");
        contributor().contribute(usual(), document);
        assertEquals("untouched", document.get(OTHERS));
    }

    @Test
    public void oddQueriesAreNoFailure() {
        ReportContributor contributor = contributor();
        for (String odd : List.of("", "-1", "9999999999999999999999", "true", "ä", "../..", "%00")) {
            for (String option : List.of("limit", "offset", "subs", "acc", "sort", "tck_unknown")) {
                checkOdd(contributor, option, odd);
            }
        }
    }

    /** A parameter that makes no sense is passed over, or refused with words for whoever asked. */
    private static void checkOdd(ReportContributor contributor, String option, String odd) {
        Map<String, Object> filled;
        try {
            filled = fill(contributor, Map.of(option, odd));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            assertFalse(message.isBlank() || message.equals("null"), option + "=" + odd + " is refused without a word");
            return;
        }
        checkJson(option + "=" + odd, filled);
    }

    private static Map<String, Object> fill(ReportContributor contributor, Map<String, String> query) {
        Map<String, Object> document = new LinkedHashMap<>();
        contributor.contribute(query, document);
        return document;
    }

    private static void checkJson(String where, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                assertInstanceOf(String.class, key, "a key at " + where);
                checkJson(where + "." + key, child);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> checkJson(where + "[]", element));
        } else if (value instanceof Double number) {
            assertTrue(Double.isFinite(number), number + " at " + where + " (expected: a number that JSON can hold)");
        } else {
            assertTrue(
                    value == null || value instanceof String || value instanceof Number || value instanceof Boolean,
                    () -> "a " + kind(value) + " at " + where
                            + " (expected: string, number, boolean, null, list or map)");
        }
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
