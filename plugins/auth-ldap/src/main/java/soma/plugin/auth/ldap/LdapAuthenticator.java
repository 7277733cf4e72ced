/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.server.Server;

/** Judges clients that come with a user and a password. Safe for any thread. */
final class LdapAuthenticator implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(LdapAuthenticator.class);
    private static final int ORDER = 400;
    private static final int LONGEST_NAME = 256;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Connecting, TLS, and at most four questions. */
    private static final int STEPS = 6;

    private volatile @Nullable LdapConfig config;
    private volatile @Nullable Server server;
    private volatile @Nullable Judging judging;

    /** What it takes to judge under one configuration. */
    private record Judging(Directory directory, Grants grants) {
        static Judging of(LdapConfig config, Server server) {
            Directory directory = new LdapDirectory(config);
            Duration lasts = config.terms().cache();
            return new Judging(
                    lasts.isZero() ? directory : new BindCache(directory, lasts, server.clock()),
                    new Grants(config.terms(), server.spaces()));
        }
    }

    LdapAuthenticator() {}

    /** Begins to judge. */
    void start(Server on) {
        server = on;
        use(config);
    }

    /** Judges by another configuration from now on; null for not at all. */
    void use(@Nullable LdapConfig other) {
        Judging before = judging;
        Server on = server;
        judging = other == null || on == null ? null : Judging.of(other, on);
        config = other;
        if (before != null) {
            before.directory.close();
        }
    }

    /** Lets go of everything. */
    void stop() {
        server = null;
        use(config);
    }

    @Override
    public String name() {
        return "auth-ldap";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean required() {
        return config != null;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.ofNullable(config)
                .map(present -> present.servers().timeout().multipliedBy(STEPS));
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        String user = request.text("user");
        if (config == null || user.isEmpty() || isSigned(request)) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        String password = request.text("pass");
        if (!isLikely(user)) {
            return refused("a user has an unlikely name");
        }
        if (password.isEmpty()) {
            // a directory would let anybody in as nobody
            return refused("\"" + user + "\" has given no password");
        }
        Judging now = judging;
        if (now == null) {
            return refused("a user came while the server is not running");
        }
        return CompletableFuture.supplyAsync(() -> judge(now, request, user, password), request.worker())
                .thenCompose(result -> result);
    }

    /** Directories ignore blanks around a name, so that one user would have many names. */
    private static boolean isLikely(String user) {
        return user.length() <= LONGEST_NAME
                && !CONTROL.matcher(user).find()
                && user.strip().equals(user);
    }

    private static boolean isSigned(AuthRequest request) {
        return !request.text("nkey").isEmpty() || !request.text("jwt").isEmpty();
    }

    private static CompletionStage<AuthResult> judge(Judging now, AuthRequest request, String user, String password) {
        try {
            Optional<Person> person = now.directory.verify(user, password);
            if (person.isEmpty()) {
                return refused("\"" + user + "\" is unknown to the directory, or the password is wrong");
            }
            String name = person.get().name();
            return name.isBlank() || CONTROL.matcher(name).find()
                    ? refused("\"" + user + "\" has an unlikely name in the directory")
                    : now.grants.admit(request, person.get());
        } catch (DirectoryException e) {
            LOG.error("\"{}\" cannot log in: {}", user, e.getMessage());
            return refused("\"" + user + "\": " + e.getMessage());
        }
    }

    private static CompletionStage<AuthResult> refused(String reason) {
        return CompletableFuture.completedFuture(new Refused(reason));
    }
}
