/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;
import soma.host.order.VersionRanges;

/** Compares semantic versions as PF4J does. Safe on any thread. */
public final class SemanticVersions implements VersionRanges {
    /** The one instance; touching it loads PF4J. */
    public static final SemanticVersions INSTANCE = new SemanticVersions(new DefaultVersionManager());

    private final VersionManager versions;

    private SemanticVersions(VersionManager versions) {
        this.versions = versions;
    }

    @Override
    public boolean contains(String range, String version) {
        try {
            return versions.checkVersionConstraint(version, range);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns whether a text is a semantic version. */
    boolean isVersion(String text) {
        try {
            return versions.compareVersions(text, text) == 0;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
