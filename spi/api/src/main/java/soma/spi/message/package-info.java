/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Messages on their way through the server, as views on the bytes they were read into, and the tools to look at and
 * build them. Entry class: {@link soma.spi.message.Message}. Views are confined to the thread they were handed to and end
 * with the call.
 */
@NullMarked
package soma.spi.message;

import org.jspecify.annotations.NullMarked;
