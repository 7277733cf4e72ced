/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which attribute says what users are called, if the configuration does not. */
final class UserNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            ''                        ; (uid={user})                        ; uid
            ''                        ; (&(objectClass=person)(cn={user}))  ; cn
            ''                        ; (|(mail={user})(uid={user}))        ; mail
            ''                        ; (mail={user}@example.com)           ; dn
            ''                        ; (uid=*{user})                       ; dn
            uid={user},ou=people,dc=x ; (cn={user})                         ; uid
            ou=a+cn = {user} ,dc=x    ; (uid={user})                        ; cn
            cn=u-{user},dc=x          ; (uid={user})                        ; dn
            """)
    void theAttributeIsTheOneThatIsComparedWithTheUser(String dn, String filter, String expected) {
        assertEquals(expected, UserNames.attributeIn(dn, filter));
    }
}
