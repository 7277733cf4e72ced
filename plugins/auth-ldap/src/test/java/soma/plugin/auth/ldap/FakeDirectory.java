/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A directory with a few people, in memory, on a port of this machine. */
final class FakeDirectory implements AutoCloseable {
    static final String ODD = "a*(b)\\,c=d";
    private static final String BASE = "dc=example,dc=com";
    private static final String PEOPLE = "ou=people," + BASE;
    private static final String GROUPS = "ou=groups," + BASE;

    private final InMemoryDirectoryServer server;

    private FakeDirectory(@Nullable SSLContext tls, boolean fromTheStart) {
        try {
            var config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.setListenerConfigs(listener(tls, fromTheStart));
            server = new InMemoryDirectoryServer(config);
            fill();
            server.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InMemoryListenerConfig listener(@Nullable SSLContext tls, boolean fromTheStart)
            throws LDAPException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return tls != null && fromTheStart
                ? InMemoryListenerConfig.createLDAPSConfig(
                        "ldaps", here, 0, tls.getServerSocketFactory(), tls.getSocketFactory())
                : InMemoryListenerConfig.createLDAPConfig("ldap", here, 0, tls == null ? null : tls.getSocketFactory());
    }

    static FakeDirectory plain() {
        return new FakeDirectory(null, false);
    }

    static FakeDirectory startTls(SSLContext tls) {
        return new FakeDirectory(tls, false);
    }

    static FakeDirectory ldaps(SSLContext tls) {
        return new FakeDirectory(tls, true);
    }

    private void fill() throws LDAPException {
        add(BASE, new Attribute("objectClass", "domain"));
        add(PEOPLE, new Attribute("objectClass", "organizationalUnit"));
        add(GROUPS, new Attribute("objectClass", "organizationalUnit"));
        add("cn=reader," + BASE, new Attribute("userPassword", "reads"));
        person("alice", "wonder");
        person("bob", "builder");
        person("empty", null);
        person(ODD, "odd");
        add("cn=twin1," + PEOPLE, new Attribute("uid", "twin"), new Attribute("userPassword", "s4me"));
        add("cn=twin2," + PEOPLE, new Attribute("uid", "twin"), new Attribute("userPassword", "s4me"));
        add(
                dnOf("carol"),
                new Attribute("uid", "carol", "a-carol", "caz"),
                new Attribute("mail", "carol@example.com"),
                new Attribute("userPassword", "sings"));
        add("cn=d," + PEOPLE, new Attribute("uid", "zdave", "dave"), new Attribute("userPassword", "swims"));
        add("cn=posix," + GROUPS, new Attribute("memberUid", "carol"));
        group("Admins", "alice");
        group("users", "alice", "bob", ODD);
    }

    private static String dnOf(String user) {
        return new DN(new RDN("uid", user), new RDN("ou", "people"), new RDN("dc", "example"), new RDN("dc", "com"))
                .toString();
    }

    private void person(String user, @Nullable String password) throws LDAPException {
        List<Attribute> attributes = new ArrayList<>(List.of(new Attribute("uid", user)));
        if (password != null) {
            attributes.add(new Attribute("userPassword", password));
        }
        add(dnOf(user), attributes.toArray(Attribute[]::new));
    }

    private void group(String name, String... members) throws LDAPException {
        List<String> names = new ArrayList<>();
        for (String member : members) {
            names.add(dnOf(member));
        }
        add("cn=" + name + "," + GROUPS, new Attribute("member", names));
    }

    private void add(String dn, Attribute... attributes) throws LDAPException {
        List<Attribute> all = new ArrayList<>(List.of(attributes));
        if (all.stream().noneMatch(attribute -> attribute.getName().equals("objectClass"))) {
            all.add(new Attribute("objectClass", "top"));
        }
        server.add(dn, all);
    }

    int port() {
        return server.getListenPort();
    }

    void password(String user, String password) {
        try {
            server.modify(dnOf(user), new Modification(ModificationType.REPLACE, "userPassword", password));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
