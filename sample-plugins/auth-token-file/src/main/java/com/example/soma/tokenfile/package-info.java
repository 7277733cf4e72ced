/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Authenticates connections by tokens that stand in a file. {@link com.example.soma.tokenfile.TokenFilePlugin} is the way in.
 * Logins are answered on the server's workers, since they look at the file; everything is safe for any thread.
 */
@NullMarked
package com.example.soma.tokenfile;

import org.jspecify.annotations.NullMarked;
