/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Golden transcripts: what a client sends and what nats-server answers, byte for byte, as readable files that are
 * recorded from nats-server and replayed against the server under test. {@link soma.compat.transcript.Transcript} is a
 * file in memory; {@link soma.compat.transcript.Replay} plays it, {@link soma.compat.transcript.Recording} writes it.
 * One thread per replay.
 */
@NullMarked
package soma.compat.transcript;

import org.jspecify.annotations.NullMarked;
