/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import soma.spi.config.ConfigNode;

/**
 * The fingerprint of a tree, equal to nats-server's for the same file: SHA-256 over compact JSON as Go's encoder writes
 * it, with keys in byte order, {@code < > &} escaped, and a line feed at the end.
 */
final class Digest {
    private final Writer out;

    private Digest(Writer out) {
        this.out = out;
    }

    static String of(ConfigValue root) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
            try (Writer out = new OutputStreamWriter(sink, StandardCharsets.UTF_8)) {
                new Digest(out).value(root);
                out.write('\n');
            }
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(ConfigValue root) {
        var out = new java.io.StringWriter();
        try {
            new Digest(out).value(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void value(ConfigValue node) throws IOException {
        switch (node.kind()) {
            case MAP -> map(node);
            case ARRAY -> array(node.elements());
            case STRING -> text(node.text());
            case INTEGER -> out.write(Long.toString(node.integer()));
            case FLOAT -> out.write(decimal(node.number()));
            case BOOLEAN -> out.write(Boolean.toString(node.flag()));
            case DATETIME -> text(node.instant().toString());
        }
    }

    private void map(ConfigValue node) throws IOException {
        List<Map.Entry<String, ConfigValue>> entries = node.entries().entrySet().stream()
                .sorted((a, b) -> compareBytes(a.getKey(), b.getKey()))
                .toList();
        String before = "{";
        for (Map.Entry<String, ConfigValue> entry : entries) {
            out.write(before);
            text(entry.getKey());
            out.write(':');
            value(entry.getValue());
            before = ",";
        }
        out.write(entries.isEmpty() ? "{}" : "}");
    }

    private void array(List<ConfigNode> elements) throws IOException {
        String before = "[";
        for (ConfigNode element : elements) {
            out.write(before);
            value((ConfigValue) element);
            before = ",";
        }
        out.write(elements.isEmpty() ? "[]" : "]");
    }

    private void text(String text) throws IOException {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.write('"');
    }

    private void character(char c) throws IOException {
        switch (c) {
            case '"', '\\' -> out.write("\\" + c);
            case '\n' -> out.write("\\n");
            case '\r' -> out.write("\\r");
            case '\t' -> out.write("\\t");
            case '\b' -> out.write("\\b");
            case '\f' -> out.write("\\f");
            default -> {
                boolean escaped = c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
                out.write(escaped ? "\\u" + HexFormat.of().toHexDigits(c) : Character.toString(c));
            }
        }
    }

    /** Writes a number with the fewest digits, and an exponent only from 1e21 up and below 1e-6, as Go does. */
    private static String decimal(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        double size = Math.abs(number);
        if (size >= 1e-6 && size < 1e21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = exponent < 0 ? "e-" + -exponent : "e+" + exponent;
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + power;
    }

    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
