/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import soma.plugin.auth.certificate.DistinguishedName.Attribute;
import soma.plugin.auth.certificate.DistinguishedName.Part;

/**
 * Reads a distinguished name from text, byte by byte as nats-server does. Stricter in two places: the value of the last
 * attribute may be empty but is not dropped, and a text cannot end within an escape. Confined to its user.
 */
final class NameParser {
    private static final String SPECIAL = " \"#+,;<=>\\";

    private final byte[] text;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final List<Part> parts = new ArrayList<>();
    private List<Attribute> attributes = new ArrayList<>();
    private String type = "";
    private int trailingSpaces;
    private int at;

    NameParser(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    Optional<DistinguishedName> parse() {
        try {
            while (at < text.length) {
                step((char) (text[at] & 0xff));
                at++;
            }
            endPart();
            return Optional.of(new DistinguishedName(parts));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private void step(char c) throws Malformed {
        if (c == '\\') {
            trailingSpaces = 0;
            escape();
        } else if (c == '=' && type.isEmpty()) {
            type = take();
            if (at + 1 < text.length && text[at + 1] == '#') {
                throw new Malformed("a value in BER");
            }
        } else if (c == ',') {
            endPart();
        } else if (c == '+') {
            endAttribute();
        } else if (c == ' ') {
            if (read.size() > 0) {
                trailingSpaces++;
                read.write(c);
            }
        } else {
            trailingSpaces = 0;
            read.write(c);
        }
    }

    private void escape() throws Malformed {
        at++;
        if (at >= text.length) {
            throw new Malformed("it ends within an escape");
        }
        if (SPECIAL.indexOf(text[at]) >= 0) {
            read.write(text[at]);
            return;
        }
        int high = Character.digit(text[at], 16);
        int low = at + 1 < text.length ? Character.digit(text[at + 1], 16) : -1;
        if (high < 0 || low < 0) {
            throw new Malformed("an escape of something else");
        }
        at++;
        read.write((high << 4) | low);
    }

    private void endPart() throws Malformed {
        endAttribute();
        parts.add(new Part(attributes));
        attributes = new ArrayList<>();
    }

    private void endAttribute() throws Malformed {
        if (type.isEmpty()) {
            throw new Malformed("an attribute without a type");
        }
        attributes.add(new Attribute(type, take()));
        type = "";
    }

    private String take() throws Malformed {
        ByteBuffer bytes = ByteBuffer.wrap(read.toByteArray(), 0, read.size() - trailingSpaces);
        read.reset();
        trailingSpaces = 0;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("bytes that are no text");
        }
    }
}
