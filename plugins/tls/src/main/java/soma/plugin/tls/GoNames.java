/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Writes names as Go does in logs and events: the attributes that it knows, in an order of its own. For people only. */
final class GoNames {
    private static final int SET = 0x31;
    private static final int UTF_16 = 0x1e;

    /** Object identifiers below 2.5.4 and what they are called, in the order of writing. */
    private static final Map<Integer, String> WRITTEN = written();

    /** Of these the last one counts. */
    private static final List<String> ONCE = List.of("SERIALNUMBER", "CN");

    private GoNames() {}

    private static Map<Integer, String> written() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(5, "SERIALNUMBER");
        names.put(3, "CN");
        names.put(17, "POSTALCODE");
        names.put(9, "STREET");
        names.put(8, "ST");
        names.put(7, "L");
        names.put(11, "OU");
        names.put(10, "O");
        names.put(6, "C");
        return names;
    }

    /** Returns the text of a name. */
    static String write(X500Principal name) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        WRITTEN.values().forEach(type -> values.put(type, new ArrayList<>()));
        try {
            Der sets = Der.of(name.getEncoded()).enter(Der.SEQUENCE);
            while (sets.hasMore()) {
                Der set = sets.enter(SET);
                while (set.hasMore()) {
                    add(set.enter(Der.SEQUENCE), values);
                }
            }
        } catch (Der.Malformed e) {
            return name.getName(); // which Java could read
        }
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getValue().stream()
                        .map(value -> entry.getKey() + "=" + escaped(value))
                        .collect(Collectors.joining("+")))
                .collect(Collectors.joining(","));
    }

    private static void add(Der pair, Map<String, List<String>> values) throws Der.Malformed {
        String oid = HexFormat.of().formatHex(pair.enter(Der.OID).rest());
        int tag = pair.tag();
        String text =
                new String(pair.enter(tag).rest(), tag == UTF_16 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
        String type =
                oid.length() == 6 && oid.startsWith("5504") ? WRITTEN.get(HexFormat.fromHexDigits(oid, 4, 6)) : null;
        if (type != null) {
            List<String> known = values.getOrDefault(type, new ArrayList<>());
            if (ONCE.contains(type)) {
                known.clear();
            }
            known.add(text);
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean edge = i == 0 || i == text.length() - 1;
            if (",+\"\\<>;".indexOf(c) >= 0 || (c == ' ' && edge) || (c == '#' && i == 0)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
