/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * User names with passwords, and tokens. Entry class: {@link soma.plugin.auth.basic.BasicAuthPlugin}.
 */
@NullMarked
package soma.plugin.auth.basic;

import org.jspecify.annotations.NullMarked;
