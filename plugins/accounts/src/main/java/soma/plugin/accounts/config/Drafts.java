/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Traces;
import soma.plugin.accounts.api.AccountLimits;
import soma.spi.config.ConfigNode;

/** What was read of accounts before it is known whether they go together. */
final class Drafts {
    private Drafts() {}

    /** An account as it is written. */
    record AccountDraft(
            String name,
            List<ExportDraft> exports,
            List<ImportDraft> imports,
            AccountLimits limits,
            @Nullable Traces traces) {}

    /**
     * An export as it is written.
     *
     * @param export   the export, open to everyone
     * @param accounts to whom it is open; empty for everyone
     */
    record ExportDraft(Export export, List<String> accounts, ConfigNode at) {}

    /**
     * An import as it is written.
     *
     * @param prefix what the local subject begins with, without a closing dot; empty for nothing
     */
    record ImportDraft(Import wanted, String prefix, ConfigNode at) {}
}
