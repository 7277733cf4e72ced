/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A log of who came, who was refused, and who changed what. Entry class: {@link soma.plugin.audit.log.AuditLogPlugin}.
 */
@NullMarked
package soma.plugin.audit.log;

import org.jspecify.annotations.NullMarked;
