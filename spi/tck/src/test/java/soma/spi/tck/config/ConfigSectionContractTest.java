/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.config;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

final class ConfigSectionContractTest {
    private static final ConfigKey PORT =
            ConfigKey.of("port", "integer", "80", Reload.YES, "The port.").alias("p");
    private static final ConfigKey TLS = ConfigKey.of("tls", "map", "", Reload.YES, "How to encrypt.");
    private static final ConfigKey VERIFY = ConfigKey.of("verify", "boolean", "false", Reload.YES, "Whether to check.");

    @Test
    void acceptsACorrectSection() {
        assertPasses(Right.class);
    }

    @Test
    void findsASectionThatOverlooksUnknownKeys() {
        assertFails(Lax.class, "unknownNestedKeysAreReported");
    }

    @Test
    void findsASectionThatTakesAnyKind() {
        assertFails(Guessing.class, "aWrongKindIsReportedWhereItStands", "everyWrongKeyIsReportedInOnePass");
    }

    @Test
    void findsASectionThatAppliesAtOnce() {
        assertFails(Rash.class, "preparingAReloadHasNoEffect");
    }

    record Web(long port, boolean verify) {}

    static class Right extends ConfigSectionContract<Web> {
        long applied;

        @Override
        protected ConfigSection<Web> section() {
            return new ConfigSection<>("web", List.of(PORT, TLS), this::bind, this::prepare);
        }

        Web bind(ConfigReader root) {
            boolean verify = root.map(TLS)
                    .map(tls -> {
                        check(tls);
                        return tls.flag(VERIFY, false);
                    })
                    .orElse(false);
            return new Web(port(root), verify);
        }

        void check(ConfigReader tls) {
            tls.rejectUnknown(Set.of("verify"));
        }

        long port(ConfigReader root) {
            return root.integer(PORT, 80, 1, 65535);
        }

        List<ReloadPlan> prepare(Web before, Web after, Problems problems) {
            return before.equals(after)
                    ? List.of()
                    : List.of(ReloadPlan.of("port = " + after.port(), () -> applied = after.port()));
        }

        @Override
        protected Web defaults() {
            return new Web(80, false);
        }

        @Override
        protected Map<String, Object> fullConfig() {
            return Map.of("port", 8080, "tls", Map.of("verify", true));
        }

        @Override
        protected Web full() {
            return new Web(8080, true);
        }

        @Override
        protected @Nullable Object effect() {
            return applied;
        }
    }

    static class Lax extends Right {
        @Override
        void check(ConfigReader tls) {
            // looks at nothing
        }
    }

    static class Guessing extends Right {
        @Override
        long port(ConfigReader root) {
            return root.find(PORT)
                    .filter(n -> n.kind() == soma.spi.config.ConfigNode.Kind.INTEGER)
                    .map(soma.spi.config.ConfigNode::integer)
                    .orElse(80L);
        }
    }

    static class Rash extends Right {
        @Override
        List<ReloadPlan> prepare(Web before, Web after, Problems problems) {
            List<ReloadPlan> plans = super.prepare(before, after, problems);
            plans.forEach(ReloadPlan::commit);
            return plans;
        }
    }
}
