/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Service imports: requests that cross from the importer's space into the exporter's, and the answers that come back. Entry
 * class: {@link soma.plugin.accounts.service.ServiceFlows}. Requests and answers run on the threads of their publishers, what
 * has waited too long is dropped by a worker.
 */
@NullMarked
package soma.plugin.accounts.service;

import org.jspecify.annotations.NullMarked;
