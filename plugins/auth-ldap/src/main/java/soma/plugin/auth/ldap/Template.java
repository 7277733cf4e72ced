/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;

/** Puts names into names and filters so that they stay names, whatever is in them. */
final class Template {
    /** Where the user's name goes: as the client gave it to find the user, what the user is called here to find groups. */
    static final String USER = "{user}";

    /** Where the user's name in the directory goes. */
    static final String DN_OF_USER = "{dn}";

    private static final String ATTRIBUTE = "cn=";

    private Template() {}

    /** Returns the name in the directory. */
    static String dn(String template, String user) throws LDAPException {
        String escaped = new RDN("cn", user).toString().substring(ATTRIBUTE.length());
        return new DN(template.replace(USER, escaped)).toString();
    }

    /**
     * Returns the filter. Places within names are not filled in. The name in the directory may be empty if the template has
     * no place for it.
     */
    static Filter filter(String template, String user, String dn) throws LDAPException {
        var filled = new StringBuilder();
        for (int at = 0; at < template.length(); ) {
            if (template.startsWith(USER, at)) {
                filled.append(Filter.encodeValue(user));
                at += USER.length();
            } else if (template.startsWith(DN_OF_USER, at)) {
                filled.append(Filter.encodeValue(dn));
                at += DN_OF_USER.length();
            } else {
                filled.append(template.charAt(at++));
            }
        }
        return Filter.create(filled.toString());
    }
}
