/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Authorization;
import soma.spi.config.ConfigReader;

/** Compiles rules, and knows what it has compiled for as long as somebody uses it. Safe for any thread. */
final class PermissionCompiler implements Permissions {
    private final InstantSource clock;
    private final ConcurrentMap<PermissionRules, Known> compiled = new ConcurrentHashMap<>();
    private final ReferenceQueue<CompiledRules> unused = new ReferenceQueue<>();

    private static final class Known extends WeakReference<CompiledRules> {
        private final PermissionRules rules;

        private Known(CompiledRules compiled, ReferenceQueue<CompiledRules> unused) {
            super(compiled, unused);
            this.rules = compiled.rules();
        }
    }

    PermissionCompiler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Authorization compile(PermissionRules rules) {
        if (rules.equals(PermissionRules.NONE)) {
            return Authorization.ALLOW_ALL;
        }
        forgetUnused();
        CompiledRules found = find(rules);
        while (found == null) {
            CompiledRules fresh = new CompiledRules(rules, clock);
            var known = new Known(fresh, unused);
            compiled.compute(rules, (_, before) -> before == null || before.refersTo(null) ? known : before);
            found = find(rules); // ours, unless somebody else was faster
        }
        return found;
    }

    private @Nullable CompiledRules find(PermissionRules rules) {
        Known known = compiled.get(rules);
        return known == null ? null : known.get();
    }

    private void forgetUnused() {
        for (var gone = unused.poll(); gone != null; gone = unused.poll()) {
            if (gone instanceof Known known) {
                compiled.remove(known.rules, known);
            }
        }
    }

    /** Returns how many different rules are remembered. */
    int size() {
        forgetUnused();
        return compiled.size();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the one object that allows everything
    public Optional<PermissionRules> rulesOf(Authorization authorization) {
        if (authorization == Authorization.ALLOW_ALL) {
            return Optional.of(PermissionRules.NONE);
        }
        return authorization instanceof CompiledRules made ? Optional.of(made.rules()) : Optional.empty();
    }

    @Override
    public PermissionRules read(ConfigReader block) {
        return PermissionBlock.read(block);
    }
}
