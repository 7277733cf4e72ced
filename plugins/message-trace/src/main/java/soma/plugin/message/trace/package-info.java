/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tells where a message goes, when the message asks for it. Entry class: {@link soma.plugin.message.trace.MessageTracePlugin}.
 */
@NullMarked
package soma.plugin.message.trace;

import org.jspecify.annotations.NullMarked;
