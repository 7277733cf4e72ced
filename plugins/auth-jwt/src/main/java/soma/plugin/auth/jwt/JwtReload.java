/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigSection.Reloader;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/**
 * Decides about changes while the server runs: whom to trust and where accounts are found cannot be changed, the rest can.
 *
 * @param apply puts the later configuration into force in place of the earlier one
 */
record JwtReload(BiConsumer<OperatorConfig, OperatorConfig> apply) implements Reloader<OperatorConfig> {
    @Override
    public List<ReloadPlan> prepare(OperatorConfig before, OperatorConfig after, Problems problems) {
        boolean same = before.operators().equals(after.operators())
                && before.trustedKeys().equals(after.trustedKeys());
        if (!same) {
            refuse(problems, "TrustedOperators");
        }
        if (!before.resolver().equals(after.resolver())) {
            refuse(problems, "AccountResolver");
        }
        if (!before.systemAccount().equals(after.systemAccount()) && same) {
            refuse(problems, "SystemAccount");
        }
        List<String> changes = new ArrayList<>();
        if (!before.preload().equals(after.preload())) {
            changes.add("resolver_preload");
        }
        if (!before.pinned().equals(after.pinned())) {
            changes.add("resolver_pinned_accounts");
        }
        if (!Objects.equals(before.sentinel(), after.sentinel())) {
            changes.add("default_sentinel");
        }
        return changes.isEmpty()
                ? List.of()
                : List.of(ReloadPlan.of(String.join(", ", changes), () -> apply.accept(before, after)));
    }

    private static void refuse(Problems problems, String what) {
        problems.error(
                new ConfigNode.Position("reload", 0, 0),
                "config reload not supported for " + what + " (expected: as before; restart the server)");
    }
}
