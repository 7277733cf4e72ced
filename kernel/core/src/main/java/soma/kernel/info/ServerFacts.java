/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.info;

import soma.spi.server.Server.Version;

/**
 * What stays the same about a server while it runs.
 *
 * @param id      its id
 * @param version its versions
 */
public record ServerFacts(String id, Version version) {}
