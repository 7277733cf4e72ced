/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.users.api.Role;

/**
 * Where users are looked up, and what they are granted.
 *
 * @param servers how to reach the directory
 * @param users   how to find a user
 * @param groups  how to find a user's groups; null for not at all
 * @param terms   what users are granted
 */
record LdapConfig(Servers servers, Users users, @Nullable GroupSearch groups, Terms terms) {
    /** One server; its port is 0 for the usual one. */
    record Address(String host, int port, boolean tls) {}

    /**
     * How to reach the directory.
     *
     * @param addresses   tried in this order
     * @param startTls    whether to secure connections that begin in the clear
     * @param caFile      certificates of the authorities to trust, or null for those that the JVM trusts
     * @param timeout     how long each step may take
     * @param connections how many there may be
     */
    record Servers(
            List<Address> addresses,
            boolean startTls,
            @Nullable String caFile,
            Duration timeout,
            int connections) {
        /** Makes the value; the list is copied. */
        Servers {
            addresses = List.copyOf(addresses);
        }
    }

    /** Who searches on behalf of users. */
    record Service(String dn, String password) {
        @Override
        public String toString() {
            return "Service[" + dn + "]";
        }
    }

    /**
     * How to find a user.
     *
     * @param dn      the name in the directory, with a place for the user's; empty to search
     * @param base    where to search
     * @param filter  what to search for, with a place for the user's name
     * @param service who searches; null for anybody
     * @param names   what users are called here
     */
    record Users(
            String dn, String base, String filter, @Nullable Service service, UserNames names) {}

    /**
     * How to find a user's groups.
     *
     * @param base      where to search
     * @param filter    what to search for, with places for the user's names
     * @param attribute which attribute is the group's name
     */
    record GroupSearch(String base, String filter, String attribute) {}

    /**
     * What users are granted.
     *
     * @param account the account of all that have no other
     * @param groups  what members of groups are granted; the first one that the user is in counts
     * @param others  what those in none of the groups are granted; null for nothing
     * @param cache   how long a password that was right is remembered; zero for not at all
     */
    record Terms(
            String account, List<Role> groups, @Nullable Role others, Duration cache) {
        /** Makes the terms; the list is copied. */
        Terms {
            groups = List.copyOf(groups);
        }
    }
}
