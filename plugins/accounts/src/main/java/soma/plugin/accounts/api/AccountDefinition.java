/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.api;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.auth.Authorization;

/**
 * What an account is. Immutable.
 *
 * @param name               its name, which is that of its subject space
 * @param displayName        what people call it; the name if nothing else is known
 * @param exports            what it offers to others
 * @param imports            what it takes from others
 * @param limits             its limits
 * @param defaultPermissions permissions of users that have none of their own; null for none
 * @param traces             where traces go of messages that are traced elsewhere already; null for nowhere
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AccountDefinition(
        String name,
        String displayName,
        List<Export> exports,
        List<Import> imports,
        AccountLimits limits,
        @Nullable Authorization defaultPermissions,
        @Nullable Traces traces) {
    /** Makes a definition; the lists are copied. */
    public AccountDefinition {
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /** Returns the definition of an account that shares nothing and has no limits. */
    public static AccountDefinition named(String name) {
        return new AccountDefinition(name, name, List.of(), List.of(), AccountLimits.NONE, null, null);
    }

    /** Returns the same account with other exports. */
    public AccountDefinition withExports(List<Export> others) {
        return new AccountDefinition(name, displayName, others, imports, limits, defaultPermissions, traces);
    }

    /** Returns the same account with other imports. */
    public AccountDefinition withImports(List<Import> others) {
        return new AccountDefinition(name, displayName, exports, others, limits, defaultPermissions, traces);
    }

    /** Returns the same account with other limits. */
    public AccountDefinition withLimits(AccountLimits others) {
        return new AccountDefinition(name, displayName, exports, imports, others, defaultPermissions, traces);
    }

    /** Returns the same account with traces that go elsewhere; null for nowhere. */
    public AccountDefinition withTraces(@Nullable Traces others) {
        return new AccountDefinition(name, displayName, exports, imports, limits, defaultPermissions, others);
    }

    /**
     * Where traces go.
     *
     * @param destination the subject, a literal one
     * @param sampling    of a hundred messages how many are traced; all of them where it is not between 1 and 99
     */
    public record Traces(String destination, int sampling) {}

    /** What is exported or imported. */
    public enum Kind {
        /** Messages that the exporter publishes. */
        STREAM,
        /** Requests that the exporter answers. */
        SERVICE
    }

    /** How many answers a service gives to one request. */
    public enum ResponseType {
        /** One. */
        SINGLETON,
        /** Any number, ended by an empty one. */
        STREAMED,
        /** Pieces of one, ended by an empty one. */
        CHUNKED
    }

    /**
     * Something that an account offers.
     *
     * @param kind              what it is
     * @param subject           its subject, which may hold wildcards
     * @param access            who may import it
     * @param tokenPosition     which token of the imported subject, from 1, must be the importer's name; 0 for none
     * @param responseType      how many answers there are; for services
     * @param responseThreshold how long an answer may take; for services
     * @param latency           how latency is sampled; null for not at all; for services
     * @param allowTrace        whether traces of messages follow; for services
     */
    public record Export(
            Kind kind,
            String subject,
            Access access,
            int tokenPosition,
            ResponseType responseType,
            Duration responseThreshold,
            @Nullable Latency latency,
            boolean allowTrace) {
        /** How long an answer may take unless said otherwise. */
        public static final Duration USUAL_THRESHOLD = Duration.ofMinutes(2);

        /** Returns an export of messages, without further conditions. */
        public static Export stream(String subject, Access access) {
            return of(Kind.STREAM, subject, access);
        }

        /** Returns an export of a service with one answer to each request, without further conditions. */
        public static Export service(String subject, Access access) {
            return of(Kind.SERVICE, subject, access);
        }

        /** Returns the same export to others. */
        public Export to(Access others) {
            return new Export(
                    kind, subject, others, tokenPosition, responseType, responseThreshold, latency, allowTrace);
        }

        private static Export of(Kind kind, String subject, Access access) {
            return new Export(kind, subject, access, 0, ResponseType.SINGLETON, USUAL_THRESHOLD, null, false);
        }
    }

    /**
     * How the latency of a service is sampled.
     *
     * @param sampling of a hundred requests how many; 0 for those whose headers ask for it
     * @param subject  where the measurements are published, in the exporter's space
     */
    public record Latency(int sampling, String subject) {}

    /**
     * Something that an account takes.
     *
     * @param kind         what it is
     * @param account      the exporter's name
     * @param subject      the subject in the exporter's space, which may hold wildcards
     * @param localSubject the subject in the importer's space; may refer to wildcards of the other one as {@code $1}
     *                      does
     * @param share        whether the exporter sees who asks; for services
     * @param allowTrace   whether traces of messages follow; for streams
     * @param token        what the importer shows to be allowed to; null for nothing
     */
    public record Import(
            Kind kind,
            String account,
            String subject,
            String localSubject,
            boolean share,
            boolean allowTrace,
            @Nullable String token) {
        /** Returns an import of messages under another subject. */
        public static Import stream(String account, String subject, String localSubject) {
            return new Import(Kind.STREAM, account, subject, localSubject, false, false, null);
        }

        /** Returns an import of a service under another subject. */
        public static Import service(String account, String subject, String localSubject) {
            return new Import(Kind.SERVICE, account, subject, localSubject, false, false, null);
        }
    }

    /**
     * Answers who may import something. Must be equal to another one by {@link Object#equals} if it answers the same.
     */
    @FunctionalInterface
    public interface Access {
        /** Permits everyone. */
        Access PUBLIC = (importer, wanted) -> true;

        /** Returns what permits just these accounts. */
        static Access only(Set<String> accounts) {
            return new Named(Set.copyOf(accounts));
        }

        /** Returns the accounts that it permits by name, for monitoring; none if it goes by something else. */
        default Set<String> approved() {
            return Set.of();
        }

        /** Returns whether the account of that name may make that import now. */
        boolean permits(String importer, Import wanted);
    }

    /**
     * Permits accounts by name.
     *
     * @param accounts their names
     */
    private record Named(Set<String> accounts) implements Access {
        @Override
        public Set<String> approved() {
            return new TreeSet<>(accounts);
        }

        @Override
        public boolean permits(String importer, Import wanted) {
            return accounts.contains(importer);
        }
    }
}
