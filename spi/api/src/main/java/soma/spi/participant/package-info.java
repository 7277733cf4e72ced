/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who may publish and subscribe, apart from any wire protocol. Entry class:
 * {@link soma.spi.participant.Participants}. A participant belongs to the thread of its owner, unless it is internal.
 */
@NullMarked
package soma.spi.participant;

import org.jspecify.annotations.NullMarked;
