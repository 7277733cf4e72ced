/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import java.io.Serial;

/** Says that a text is no JSON that can be taken, and where. The message holds no part of the text but single characters. */
public final class JsonException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int offset;

    public JsonException(String message, int offset) {
        super(message + " at byte " + offset);
        this.offset = offset;
    }

    /** Returns where the trouble begins, in bytes from the start. */
    public int offset() {
        return offset;
    }
}
