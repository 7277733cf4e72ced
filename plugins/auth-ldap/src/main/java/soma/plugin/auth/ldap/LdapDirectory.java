/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.ldap.LdapConfig.GroupSearch;
import soma.plugin.auth.ldap.LdapConfig.Users;

/** A directory over LDAP. Its connections are made when they are first needed. For workers; safe for any thread. */
final class LdapDirectory implements Directory {
    /** Nobody is in more groups than that whose groups matter here. */
    private static final int MOST_GROUPS = 1_000;

    private final LdapConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LDAPConnectionPool pool;
    private boolean closed;

    LdapDirectory(LdapConfig config) {
        this.config = config;
    }

    /** A user, before anybody has checked the password; without an entry if only the name in the directory is known. */
    private record Found(String dn, @Nullable SearchResultEntry entry) {}

    @Override
    public Optional<Person> verify(String user, String password) throws DirectoryException {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("no password");
        }
        try {
            LDAPConnectionPool connections = pool();
            Found found = find(connections, user);
            return found == null ? Optional.empty() : bind(connections, found, user, password);
        } catch (LDAPException e) {
            ResultCode code = e.getResultCode();
            throw new DirectoryException("the directory cannot be asked: " + code.getName(), e);
        }
    }

    /** Returns a user of the directory; null if there is not exactly one. */
    private @Nullable Found find(LDAPConnectionPool connections, String user) throws LDAPException {
        Users users = config.users();
        if (!users.dn().isEmpty()) {
            return new Found(Template.dn(users.dn(), user), null);
        }
        String filter = Template.filter(users.filter(), user, "").toString();
        var request = request(users.base(), filter, 2, users.names().asked());
        try {
            List<SearchResultEntry> all = connections.search(request).getSearchEntries();
            return all.size() == 1 ? new Found(all.getFirst().getDN(), all.getFirst()) : null;
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return null;
            }
            throw e;
        }
    }

    /** Binds as the user; without a service account the user then looks for its own groups. */
    private Optional<Person> bind(LDAPConnectionPool connections, Found found, String user, String password)
            throws LDAPException {
        boolean byService = config.users().service() != null;
        Person own = null;
        LDAPConnection connection = connections.getConnection();
        try {
            if (!isRight(connection, found.dn(), password)) {
                return Optional.empty();
            }
            own = byService ? null : person(connection, found, user);
        } finally {
            connections.releaseAndReAuthenticateConnection(connection);
        }
        return Optional.of(own == null ? person(connections, found, user) : own);
    }

    private Person person(LDAPInterface by, Found found, String user) throws LDAPException {
        UserNames names = config.users().names();
        SearchResultEntry entry = found.entry() == null ? shown(by, found.dn(), names.asked()) : found.entry();
        String name = names.of(entry, found.dn(), user);
        return new Person(name, groups(by, found.dn(), name));
    }

    /** Returns what the directory shows of an entry; null for nothing, as where users may not even read themselves. */
    private static @Nullable SearchResultEntry shown(LDAPInterface by, String dn, String attribute)
            throws LDAPException {
        try {
            return by.getEntry(dn, attribute);
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
                return null;
            }
            throw e;
        }
    }

    private static boolean isRight(LDAPConnection connection, String dn, String password) throws LDAPException {
        try {
            return connection
                    .bind(new SimpleBindRequest(dn, password))
                    .getResultCode()
                    .equals(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            if (isRefusal(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Returns whether the directory has judged, rather than being unable to. */
    private static boolean isRefusal(ResultCode code) {
        return code.equals(ResultCode.INVALID_CREDENTIALS)
                || code.equals(ResultCode.NO_SUCH_OBJECT)
                || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)
                || code.equals(ResultCode.UNWILLING_TO_PERFORM)
                || code.equals(ResultCode.CONSTRAINT_VIOLATION);
    }

    private Set<String> groups(LDAPInterface by, String dn, String user) throws LDAPException {
        GroupSearch search = config.groups();
        if (search == null) {
            return Set.of();
        }
        String filter = Template.filter(search.filter(), user, dn).toString();
        Set<String> names = new HashSet<>();
        for (SearchResultEntry entry : by.search(request(search.base(), filter, MOST_GROUPS, search.attribute()))
                .getSearchEntries()) {
            String[] values = entry.getAttributeValues(search.attribute());
            if (values != null) {
                names.addAll(List.of(values));
            }
        }
        return names;
    }

    private SearchRequest request(String base, String filter, int most, String attribute) throws LDAPException {
        int seconds = (int) Math.max(1, config.servers().timeout().toSeconds());
        var request = new SearchRequest(
                base, SearchScope.SUB, DereferencePolicy.NEVER, most, seconds, false, filter, attribute);
        request.setFollowReferrals(false);
        return request;
    }

    private LDAPConnectionPool pool() throws LDAPException, DirectoryException {
        lock.lock();
        try {
            if (closed) {
                throw new LDAPException(ResultCode.LOCAL_ERROR, "the server stops");
            }
            LDAPConnectionPool made = pool;
            if (made == null) {
                made = Connections.open(config);
                pool = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        LDAPConnectionPool last;
        lock.lock();
        try {
            closed = true;
            last = pool;
            pool = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
    }
}
