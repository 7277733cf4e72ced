/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.GetEntryLDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.ldap.LdapConfig.Address;
import soma.plugin.auth.ldap.LdapConfig.Servers;
import soma.plugin.auth.ldap.LdapConfig.Service;
import soma.spi.transport.Authorities;

/** Opens the connections to the servers of a directory. */
final class Connections {
    private static final int LDAP_PORT = 389;
    private static final int LDAPS_PORT = 636;
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(30);
    private static final Duration OLDEST = Duration.ofMinutes(30);

    private Connections() {}

    /** Returns a pool that connects when it has to, and checks from time to time whether its connections still live. */
    static LDAPConnectionPool open(LdapConfig config) throws LDAPException, DirectoryException {
        Servers servers = config.servers();
        long millis = servers.timeout().toMillis();
        SSLContext tls = tls(servers);
        PostConnectProcessor secure = servers.startTls() ? new StartTLSPostConnectProcessor(tls) : null;
        Service service = config.users().service();
        SimpleBindRequest bind = service == null ? null : new SimpleBindRequest(service.dn(), service.password());
        // the connections to ldaps:// are secure already
        ServerSet[] sets = servers.addresses().stream()
                .map(address -> set(address, tls, options(servers), bind, address.tls() ? null : secure))
                .toArray(ServerSet[]::new);
        var check = new GetEntryLDAPConnectionPoolHealthCheck("", millis, false, true, false, true, false);
        var pool = new LDAPConnectionPool(
                new FailoverServerSet(sets), bind, 0, servers.connections(), 1, null, false, check);
        pool.setConnectionPoolName("auth-ldap");
        pool.setCreateIfNecessary(false);
        pool.setMaxWaitTimeMillis(millis);
        pool.setHealthCheckIntervalMillis(CHECKED_EVERY.toMillis());
        pool.setMaxConnectionAgeMillis(OLDEST.toMillis());
        pool.setRetryFailedOperationsDueToInvalidConnections(true);
        return pool;
    }

    private static ServerSet set(
            Address address,
            SSLContext tls,
            LDAPConnectionOptions options,
            @Nullable SimpleBindRequest bind,
            @Nullable PostConnectProcessor secure) {
        SocketFactory sockets = address.tls() ? tls.getSocketFactory() : SocketFactory.getDefault();
        int usual = address.tls() ? LDAPS_PORT : LDAP_PORT;
        int port = address.port() == 0 ? usual : address.port();
        return new SingleServerSet(address.host(), port, sockets, options, bind, secure);
    }

    private static LDAPConnectionOptions options(Servers servers) {
        int millis = (int) Math.min(Integer.MAX_VALUE, servers.timeout().toMillis());
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setBindWithDNRequiresPassword(true);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private static SSLContext tls(Servers servers) throws DirectoryException {
        String caFile = servers.caFile();
        try {
            return caFile == null || caFile.isEmpty() ? SSLContext.getDefault() : Authorities.load(caFile);
        } catch (GeneralSecurityException e) {
            throw new DirectoryException(String.valueOf(e.getMessage()), e);
        }
    }
}
