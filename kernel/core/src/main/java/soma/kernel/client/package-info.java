/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The client protocol: parsing what clients send, their sessions, and what they are told. Entry class:
 * {@link soma.kernel.client.ClientProtocol}. A session belongs to the loop of its link.
 */
@NullMarked
package soma.kernel.client;

import org.jspecify.annotations.NullMarked;
