/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A distinguished name, its most specific part first, as text has it.
 *
 * @param parts the relative names
 */
record DistinguishedName(List<Part> parts) {
    DistinguishedName {
        parts = List.copyOf(parts);
    }

    /** One relative name: as a rule one attribute. */
    record Part(List<Attribute> attributes) {
        Part {
            attributes = List.copyOf(attributes);
        }

        /** Answers whether this has the same attributes, in whatever order. */
        boolean matches(Part other) {
            return sameInAnyOrder(attributes, other.attributes, Attribute::equals);
        }
    }

    /** One attribute; types are the same in upper and lower case, values are not. */
    record Attribute(String type, String value) {
        Attribute {
            type = type.toUpperCase(Locale.ROOT);
        }
    }

    /** Reads the text of a name; empty if it is none. */
    static Optional<DistinguishedName> parse(String text) {
        return new NameParser(text).parse();
    }

    /** Answers whether a name has the same parts in the same order. */
    boolean matches(DistinguishedName other) {
        if (parts.size() != other.parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).matches(other.parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Answers whether a name has the same parts in any order. Each stands for one only: two equal ones match two. */
    boolean matchesInAnyOrder(DistinguishedName other) {
        return sameInAnyOrder(parts, other.parts, Part::matches);
    }

    private interface Same<T> {
        boolean test(T one, T other);
    }

    private static <T> boolean sameInAnyOrder(List<T> some, List<T> others, Same<T> same) {
        if (some.size() != others.size()) {
            return false;
        }
        List<T> left = new ArrayList<>(others);
        for (T one : some) {
            int found = 0;
            while (found < left.size() && !same.test(one, left.get(found))) {
                found++;
            }
            if (found == left.size()) {
                return false;
            }
            left.remove(found);
        }
        return true;
    }
}
