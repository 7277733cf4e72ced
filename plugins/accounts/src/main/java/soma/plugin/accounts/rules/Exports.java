/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.rules;

import java.util.Optional;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.spi.subject.Subjects;

/** What an account offers to whom. */
public final class Exports {
    private Exports() {}

    /** Returns the export that covers a subject: the one of just that subject, else the first one that is wider. */
    public static Optional<Export> covering(AccountDefinition exporter, Kind kind, String subject) {
        Export wider = null;
        Export equal = null;
        for (Export export : exporter.exports()) {
            if (export.kind() != kind) {
                continue;
            }
            if (export.subject().equals(subject)) {
                equal = export; // given twice, the later one counts
            } else if (wider == null && Subjects.isSubset(subject, export.subject())) {
                wider = export;
            }
        }
        return Optional.ofNullable(equal == null ? wider : equal);
    }

    /** Returns the export that permits an import; empty if none does. */
    public static Optional<Export> permitting(AccountDefinition exporter, String importer, Import wanted) {
        return covering(exporter, wanted.kind(), wanted.subject()).filter(export -> permits(export, importer, wanted));
    }

    private static boolean permits(Export export, String importer, Import wanted) {
        if (export.tokenPosition() == 0) {
            return export.access().permits(importer, wanted);
        }
        // who imports the wildcard itself has not said who it is; nats-server refuses that too
        if (export.subject().equals(wanted.subject())) {
            return false;
        }
        String[] tokens = wanted.subject().split("\\.", -1);
        int at = export.tokenPosition() - 1;
        return at < tokens.length && tokens[at].equals(importer);
    }
}
