/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

/** A file of tokens cannot be used. The message says where and why and shows nothing of a token. */
final class TokenFileException extends Exception {
    private static final long serialVersionUID = 1;

    TokenFileException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
