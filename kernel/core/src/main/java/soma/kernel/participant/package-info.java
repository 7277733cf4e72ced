/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Participants: who publishes and subscribes, with what permissions and limits. Entry class:
 * {@link soma.kernel.participant.ParticipantTable}. A session's participant belongs to its loop; internal ones to any thread.
 */
@NullMarked
package soma.kernel.participant;

import org.jspecify.annotations.NullMarked;
