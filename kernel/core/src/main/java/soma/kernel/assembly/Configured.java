/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** The values of all sections, in plugin order. Immutable. */
public final class Configured {
    private final List<Value<?>> values;

    private Configured(List<Value<?>> values) {
        this.values = List.copyOf(values);
    }

    /** Reads all sections, reporting every problem of every one of them. */
    static Configured bind(List<Declared.Section<?>> sections, ConfigReader root, ProblemList problems) {
        var values = new ArrayList<Value<?>>();
        for (Declared.Section<?> section : sections) {
            bind(section, root, problems).ifPresent(values::add);
        }
        return new Configured(values);
    }

    private static <T> Optional<Value<T>> bind(Declared.Section<T> owned, ConfigReader root, ProblemList problems) {
        try {
            return Optional.of(new Value<>(owned, owned.section().binder().bind(root)));
        } catch (RuntimeException e) {
            problems.plugin(
                    owned.plugin(),
                    "failed to read its section '" + owned.section().id() + "': " + e);
            return Optional.empty();
        }
    }

    /** Returns the value of a section of a plugin; empty if the plugin declared no such section. */
    <T> Optional<T> value(String plugin, ConfigSection<T> section) {
        for (Value<?> value : values) {
            if (value.owned.plugin().equals(plugin) && value.owned.section().equals(section)) {
                @SuppressWarnings("unchecked") // the very section that the value was read with
                T found = (T) value.value;
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /**
     * Asks all owners to prepare for a change; all are asked, whatever the others report.
     *
     * @param after values of the same sections
     * @return what to commit, in plugin order; to be dropped when errors were reported
     */
    public List<ReloadPlan> prepare(Configured after, ProblemList problems) {
        var plans = new ArrayList<ReloadPlan>();
        for (int i = 0; i < values.size(); i++) {
            plans.addAll(values.get(i).prepare(after.values.get(i).value, problems));
        }
        return plans;
    }

    private record Value<T>(Declared.Section<T> owned, T value) {
        List<ReloadPlan> prepare(Object after, ProblemList problems) {
            try {
                @SuppressWarnings("unchecked") // both values were read with the same section
                T other = (T) after;
                Problems target = problems;
                return owned.section().reloader().prepare(value, other, target);
            } catch (RuntimeException e) {
                problems.plugin(
                        owned.plugin(),
                        "failed to prepare a change of section '"
                                + owned.section().id() + "': " + e);
                return List.of();
            }
        }
    }
}
