/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.api;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/** The accounts of this server. Offered as a service; safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface Accounts {
    /** Returns the definition of an account in force; empty if there is none. */
    Optional<AccountDefinition> find(String name);

    /** Returns all definitions in force. */
    Collection<AccountDefinition> all();

    /** Returns the name of the system account; empty when there is none. */
    Optional<String> systemAccount();

    /** Has another account be the system account, whatever the configuration says; an operator may name one. */
    void useSystemAccount(String name);

    /** Returns how many connections an account has, those of leaf nodes among them. */
    int connections(String name);

    /** Returns how many answers are awaited from the services of an account. */
    int pendingResponses(String name);

    /** Returns whether an import of an account is in force. */
    boolean isInForce(String name, AccountDefinition.Import wanted);

    /** Returns when an account was last defined; empty if it is as it was at the start. */
    Optional<Instant> updated(String name);

    /** Returns what of an account's imports is not in force and why, in words; empty when all is. */
    List<String> leftOut(String name);

    /**
     * Puts a definition into force, in place of an earlier one of that name. Imports that are not permitted, form a
     * cycle or lead to an account that is not there are left out, tried again whenever an account changes, and named
     * in the answer. Connections beyond its limits are closed, the latest first.
     *
     * @return what was left out and why, in words; empty when all is in force
     */
    List<String> define(AccountDefinition definition);

    /** Ends an account: its imports and exports end, its connections are closed with that reason. */
    void remove(String name, String error, String closeReason);

    /** Asks all exporters anew whether they permit what is imported from them, because what permits it has changed. */
    void reconsider();

    /**
     * Has accounts found by name that are not defined yet, by whoever can define them. At most one; it defines the
     * account by {@link #define} before its stage completes.
     */
    void loader(AccountLoader loader);
}
