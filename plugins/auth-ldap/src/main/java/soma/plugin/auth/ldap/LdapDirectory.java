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

    private static final String NO_ATTRIBUTES = SearchRequest.NO_ATTRIBUTES;

    private final LdapConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LDAPConnectionPool pool;
    private boolean closed;

    LdapDirectory(LdapConfig config) {
        this.config = config;
    }

    @Override
    public Optional<Set<String>> verify(String user, String password) throws DirectoryException {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("no password");
        }
        try {
            LDAPConnectionPool connections = pool();
            String dn = find(connections, user);
            if (dn.isEmpty()) {
                return Optional.empty();
            }
            return bind(connections, dn, user, password);
        } catch (LDAPException e) {
            ResultCode code = e.getResultCode();
            throw new DirectoryException("the directory cannot be asked: " + code.getName(), e);
        }
    }

    /** Returns the name of a user in the directory; empty if there is not exactly one. */
    private String find(LDAPConnectionPool connections, String user) throws LDAPException {
        Users users = config.users();
        if (!users.dn().isEmpty()) {
            return Template.dn(users.dn(), user);
        }
        var request =
                request(users.base(), Template.filter(users.filter(), user, "").toString(), 2, NO_ATTRIBUTES);
        try {
            List<SearchResultEntry> found = connections.search(request).getSearchEntries();
            return found.size() == 1 ? found.getFirst().getDN() : "";
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return "";
            }
            throw e;
        }
    }

    /** Binds as the user; without a service account the user then looks for its own groups. */
    private Optional<Set<String>> bind(LDAPConnectionPool connections, String dn, String user, String password)
            throws LDAPException {
        boolean byService = config.users().service() != null;
        Set<String> own = Set.of();
        LDAPConnection connection = connections.getConnection();
        try {
            if (!isRight(connection, dn, password)) {
                return Optional.empty();
            }
            own = byService ? own : groups(connection, dn, user);
        } finally {
            connections.releaseAndReAuthenticateConnection(connection);
        }
        return Optional.of(byService ? groups(connections, dn, user) : own);
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
