/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.service.ServiceFlow;
import soma.plugin.accounts.service.ServiceFlows;
import soma.plugin.accounts.stream.StreamFlow;
import soma.spi.server.Server;
import soma.spi.space.SpaceDirectory;
import soma.spi.space.SubjectSpace;

/**
 * Opens what carries messages from one space to another.
 *
 * @param server   the server
 * @param services opens service imports
 * @param accounts knows the system account
 */
record Flows(Server server, ServiceFlows services, AccountRegistry accounts) {
    /**
     * Puts an import into force.
     *
     * @param export what permits it
     * @return closes to end it
     * @throws IllegalArgumentException if its subjects do not go together
     */
    AutoCloseable open(String importer, Import wanted, Export export) {
        SpaceDirectory spaces = server.spaces();
        SubjectSpace to = spaces.obtain(importer);
        SubjectSpace from = spaces.obtain(wanted.account());
        if (wanted.kind() == Kind.STREAM) {
            return StreamFlow.open(to, from, wanted);
        }
        return services.open(
                new ServiceFlow(server, to, importer, from, wanted.account(), export, wanted, accounts::systemAccount));
    }
}
