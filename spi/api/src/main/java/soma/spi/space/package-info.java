/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Isolated worlds of subjects, the subscriptions in them, and who is told when interest comes and goes. Entry class:
 * {@link soma.spi.space.SubjectSpace}. Safe for any thread.
 */
@NullMarked
package soma.spi.space;

import org.jspecify.annotations.NullMarked;
