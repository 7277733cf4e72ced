/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.Optional;
import java.util.function.Supplier;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;

/**
 * What a service import is made of. The spaces are those of the two accounts; that the export permits the import has been
 * checked.
 *
 * @param server        the server
 * @param importer      where requests are published
 * @param importerName  the importing account
 * @param exporter      where they are answered
 * @param exporterName  the exporting account
 * @param export        what is exported
 * @param wanted        what is imported
 * @param systemAccount tells the name of the system account; empty when there is none
 */
public record ServiceFlow(
        Server server,
        SubjectSpace importer,
        String importerName,
        SubjectSpace exporter,
        String exporterName,
        Export export,
        Import wanted,
        Supplier<Optional<String>> systemAccount) {}
