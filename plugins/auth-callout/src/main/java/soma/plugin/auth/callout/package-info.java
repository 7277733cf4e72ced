/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users judged by a service that answers over NATS. Entry class: {@link soma.plugin.auth.callout.CalloutPlugin}.
 */
@NullMarked
package soma.plugin.auth.callout;

import org.jspecify.annotations.NullMarked;
