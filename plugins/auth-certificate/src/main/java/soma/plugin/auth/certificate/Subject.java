/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.certificate.DistinguishedName.Attribute;
import soma.plugin.auth.certificate.DistinguishedName.Part;

/**
 * The subject of a certificate, as its bytes have it: least specific part first.
 *
 * @param parts the relative names
 */
record Subject(List<List<Value>> parts) {
    private static final String DOMAIN_COMPONENT = "0.9.2342.19200300.100.1.25";
    private static final Map<String, String> TYPES = Map.of(
            "2.5.4.3",
            "CN",
            "2.5.4.5",
            "SERIALNUMBER",
            "2.5.4.6",
            "C",
            "2.5.4.7",
            "L",
            "2.5.4.8",
            "ST",
            "2.5.4.9",
            "STREET",
            "2.5.4.10",
            "O",
            "2.5.4.11",
            "OU",
            "2.5.4.17",
            "POSTALCODE",
            DOMAIN_COMPONENT,
            "DC");

    /** The attributes in the order in which Go writes them; what is not here, it leaves out. */
    private static final List<String> WRITTEN = List.of(
            "2.5.4.5", "2.5.4.3", "2.5.4.17", "2.5.4.9", "2.5.4.8", "2.5.4.7", "2.5.4.11", "2.5.4.10", "2.5.4.6");

    /** Of these a Go program knows the last one only. */
    private static final List<String> ONCE = List.of("2.5.4.5", "2.5.4.3");

    Subject {
        parts = parts.stream().map(List::copyOf).toList();
    }

    /** One attribute; its text is null if it has none. */
    record Value(String type, @Nullable String text) {}

    /** Reads the subject of a certificate; empty if it cannot be read. */
    static Optional<Subject> of(X509Certificate certificate) {
        try {
            return Optional.of(read(certificate.getTBSCertificate()));
        } catch (CertificateEncodingException | DerValues.Malformed e) {
            return Optional.empty();
        }
    }

    private static Subject read(byte[] signed) throws DerValues.Malformed {
        DerValues fields = DerValues.of(signed).enter(DerValues.SEQUENCE);
        if (fields.tag() == DerValues.VERSION) {
            fields.next();
        }
        for (String _ : List.of("serial number", "algorithm", "issuer", "validity")) {
            fields.next();
        }
        return readName(fields.enter(DerValues.SEQUENCE));
    }

    static Subject readName(DerValues name) throws DerValues.Malformed {
        List<List<Value>> parts = new ArrayList<>();
        while (name.hasMore()) {
            DerValues set = name.enter(DerValues.SET);
            List<Value> values = new ArrayList<>();
            while (set.hasMore()) {
                DerValues pair = set.enter(DerValues.SEQUENCE);
                String type = pair.enter(DerValues.OID).oid();
                int tag = pair.tag();
                values.add(new Value(type, pair.next().text(tag)));
            }
            parts.add(values);
        }
        return new Subject(parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns the name; empty if it has an attribute that is not known: ignoring it would make two names one. */
    Optional<DistinguishedName> name() {
        List<Part> reversed = new ArrayList<>();
        for (List<Value> values : parts.reversed()) {
            List<Attribute> attributes = new ArrayList<>();
            for (Value value : values) {
                String type = TYPES.get(value.type());
                String text = value.text();
                if (type == null || text == null) {
                    return Optional.empty();
                }
                attributes.add(new Attribute(type, text));
            }
            if (!attributes.isEmpty()) {
                reversed.add(new Part(attributes));
            }
        }
        return Optional.of(new DistinguishedName(reversed));
    }

    /** Returns the texts that a Go program has for it: with the components of domains if there are any, and without. */
    List<String> texts() {
        String text = WRITTEN.stream()
                .map(type -> written(type, ONCE.contains(type)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
        List<String> domain = textsOf(DOMAIN_COMPONENT);
        if (domain.isEmpty()) {
            return List.of(text);
        }
        String components = domain.stream().map(component -> "DC=" + component).collect(Collectors.joining(","));
        return List.of(text + "," + components, text);
    }

    private List<String> textsOf(String type) {
        List<String> texts = new ArrayList<>();
        for (List<Value> values : parts) {
            for (Value value : values) {
                String text = value.text();
                if (value.type().equals(type) && text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private String written(String type, boolean once) {
        List<String> texts = textsOf(type);
        if (once && !texts.isEmpty()) {
            texts = texts.getLast().isEmpty() ? List.of() : List.of(texts.getLast());
        }
        return texts.stream().map(text -> TYPES.get(type) + "=" + escaped(text)).collect(Collectors.joining("+"));
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
