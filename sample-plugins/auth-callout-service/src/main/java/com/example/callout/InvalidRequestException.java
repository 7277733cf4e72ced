/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import java.io.Serial;

/** Thrown for what no server can have sent. */
public final class InvalidRequestException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    InvalidRequestException(String message) {
        super(message);
    }
}
