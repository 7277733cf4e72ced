/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says what a user is called here: what the directory calls the user, however the client has spelled the name. Directories
 * tell neither case nor blanks apart, and may know a user by several names; here each user has one. Immutable.
 *
 * @param attribute where the directory has the name; {@link #BY_DN} for the name in the directory
 */
record UserNames(String attribute) {
    /** Stands for the name in the directory, which every entry has. */
    static final String BY_DN = "dn";

    private static final Pattern IN_FILTER = Pattern.compile("\\(([A-Za-z][\\w.;-]*)=\\{user}\\)");
    private static final Pattern IN_DN =
            Pattern.compile("(?:^|[,+])\\s*([A-Za-z][\\w.-]*)\\s*=\\s*\\{user}\\s*(?:[,+]|$)");

    /** Returns the attribute that a template of a name or of a filter compares with the user; else the one for the DN. */
    static String attributeIn(String dn, String filter) {
        Matcher matcher = dn.isEmpty() ? IN_FILTER.matcher(filter) : IN_DN.matcher(dn);
        return matcher.find() ? matcher.group(1) : BY_DN;
    }

    /** Returns what to ask for of an entry. */
    String asked() {
        return isByDn() ? SearchRequest.NO_ATTRIBUTES : attribute;
    }

    private boolean isByDn() {
        return attribute.equalsIgnoreCase(BY_DN);
    }

    /**
     * Returns the name of a user.
     *
     * @param entry what the directory shows of the user; null if it shows nothing
     * @param dn    the name in the directory
     * @param given what the client said
     */
    String of(@Nullable SearchResultEntry entry, String dn, String given) throws LDAPException {
        String known = entry == null ? dn : entry.getDN();
        if (isByDn()) {
            return new DN(known).toNormalizedString();
        }
        String[] values = entry == null ? null : entry.getAttributeValues(attribute);
        return inRdn(known)
                .or(() -> values == null
                        ? Optional.empty()
                        : Arrays.stream(values).min(String::compareTo))
                .orElseGet(() -> normalized(given));
    }

    /** Of several values the one in the name of the entry counts, as it is the one that nobody changes. */
    private Optional<String> inRdn(String dn) throws LDAPException {
        RDN first = new DN(dn).getRDN();
        if (first != null) {
            String[] names = first.getAttributeNames();
            for (int i = 0; i < names.length; i++) {
                if (names[i].equalsIgnoreCase(attribute)) {
                    return Optional.of(first.getAttributeValues()[i]);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns what is the same for all spellings that a directory takes for the same. */
    private static String normalized(String given) {
        return given.strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
    }
}
