/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import soma.spi.annotation.Api;

/**
 * Where a message entered this server. Interned: compared by identity. Routes are compiled per origin, so the rules
 * between origins and relays cost nothing per message.
 *
 * <p>The kernel never looks inside. Plugins do, to honour each other's rules without knowing each other.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Origin {
    /** The table of interned origins: static and mutable by design, bounded by the clusters a server talks to. */
    private static final Map<String, Origin> KNOWN = new ConcurrentHashMap<>();

    /** Participants of this server. */
    public static final Origin LOCAL = of(Scope.HERE, "");

    private final Scope scope;
    private final String cluster;

    private Origin(Scope scope, String cluster) {
        this.scope = scope;
        this.cluster = cluster;
    }

    /** How far away. */
    public enum Scope {
        /** This server. */
        HERE,
        /** A smaller system hanging off this one. */
        EDGE,
        /** Another server of this cluster. */
        PEER,
        /** A larger system that this one hangs off. */
        CORE,
        /** Another cluster, of equal standing. */
        REMOTE
    }

    /** Returns the origin of that scope on whose behalf the named cluster published; an empty name for none. */
    public static Origin of(Scope scope, String cluster) {
        return KNOWN.computeIfAbsent(scope + " " + cluster, k -> new Origin(scope, cluster));
    }

    /** Returns how far away it is. */
    public Scope scope() {
        return scope;
    }

    /** Returns the cluster on whose behalf it was published; empty for none. */
    public String cluster() {
        return cluster;
    }

    @Override
    public String toString() {
        return scope + (cluster.isEmpty() ? "" : ":" + cluster);
    }
}
