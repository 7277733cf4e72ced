/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

/** Operations as a client spells them. */
final class Texts {
    private Texts() {}

    static String publish(String subject, int size) {
        return "PUB " + subject + " " + size + "\r\n" + "x".repeat(size) + "\r\n";
    }

    static String publishWithHeaders(String subject, int size) {
        String headers = "NATS/1.0\r\nTrace-Id: 0123456789abcdef\r\n\r\n";
        return "HPUB " + subject + " " + headers.length() + " " + (headers.length() + size) + "\r\n" + headers
                + "x".repeat(size) + "\r\n";
    }
}
