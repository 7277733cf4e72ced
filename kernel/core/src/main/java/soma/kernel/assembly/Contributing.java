/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.kernel.assembly.Assembly.Contribution;
import soma.kernel.assembly.PluginOrder.Installed;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.ExtensionPoint.Cardinality;
import soma.spi.plugin.PluginInfo.Requirement;

/** Takes contributions and services from one plugin after the other. Confined to the assembling thread. */
final class Contributing {
    private final List<Contribution<?>> made = new ArrayList<>();
    private final Map<String, ExtensionPoint<?>> points = new LinkedHashMap<>();
    private final List<Service<?>> services = new ArrayList<>();
    private final Configured configured;
    private final ProblemList problems;

    Contributing(Configured configured, ProblemList problems) {
        this.configured = configured;
        this.problems = problems;
    }

    private record Service<S>(String plugin, Class<S> type, S service) {}

    void contribute(Installed plugin) {
        var contributions = new PluginContributions(plugin);
        try {
            plugin.plugin().contribute(contributions);
        } catch (RuntimeException e) {
            problems.plugin(plugin.id(), "failed to contribute: " + (e.getMessage() == null ? e : e.getMessage()));
        }
        contributions.open = false;
    }

    List<Contribution<?>> made() {
        return made;
    }

    private Optional<Contribution<?>> at(ExtensionPoint<?> point, String name) {
        return made.stream()
                .filter(c -> c.point().equals(point) && c.name().equals(name))
                .findFirst();
    }

    private final class PluginContributions implements Contributions {
        private final Installed plugin;
        private boolean open = true;

        PluginContributions(Installed plugin) {
            this.plugin = plugin;
        }

        @Override
        public <T> void add(ExtensionPoint<T> point, T extension) {
            if (point.cardinality() == Cardinality.NAMED) {
                throw new IllegalStateException("extension point '" + point.id() + "' takes extensions with a name");
            }
            if (point.cardinality() == Cardinality.ONE) {
                at(point, "").ifPresent(other -> reportSecond(point, other));
            }
            take(point, "", extension);
        }

        @Override
        public <T> void add(ExtensionPoint<T> point, String name, T extension) {
            if (point.cardinality() != Cardinality.NAMED) {
                throw new IllegalStateException("extension point '" + point.id() + "' takes extensions without a name");
            }
            at(point, name).ifPresent(other -> {
                throw new IllegalStateException("the name '" + name + "' at extension point '" + point.id()
                        + "' is taken by plugin '" + other.plugin() + "'. Remove one of the two plugins.");
            });
            take(point, name, extension);
        }

        private void reportSecond(ExtensionPoint<?> point, Contribution<?> other) {
            problems.plugin(
                    plugin.id(),
                    "contributes to extension point '" + point.id()
                            + "', which takes one extension and has that of plugin '" + other.plugin()
                            + "'. Remove one of the two plugins.");
        }

        private <T> void take(ExtensionPoint<T> point, String name, T extension) {
            checkOpen();
            ExtensionPoint<?> known = points.putIfAbsent(point.id(), point);
            if (known != null && !known.equals(point)) {
                throw new IllegalStateException("extension point '" + point.id() + "' is known as " + known
                        + ", not as " + point + ". The plugin was built for another version of it.");
            }
            made.add(new Contribution<>(point, plugin.id(), name, point.type().cast(extension)));
        }

        @Override
        public <S> void offer(Class<S> type, S service) {
            checkOpen();
            boolean twice = services.stream().anyMatch(s -> s.plugin.equals(plugin.id()) && s.type == type);
            if (twice) {
                throw new IllegalStateException("service " + type.getName() + " is offered twice");
            }
            services.add(new Service<>(plugin.id(), type, type.cast(service)));
        }

        @Override
        public <S> S require(Class<S> type) {
            checkOpen();
            List<String> required =
                    plugin.info().requires().stream().map(Requirement::id).toList();
            for (Service<?> service : services) {
                if (service.type == type && required.contains(service.plugin)) {
                    return type.cast(service.service);
                }
            }
            throw new IllegalStateException("no plugin that it requires offers the service " + type.getName()
                    + " (required: " + String.join(", ", required) + ")");
        }

        @Override
        public <T> T config(ConfigSection<T> section) {
            checkOpen();
            return configured
                    .value(plugin.id(), section)
                    .orElseThrow(() -> new IllegalStateException(
                            "it asks for section '" + section.id() + "', which it did not declare"));
        }

        private void checkOpen() {
            if (!open) {
                throw new IllegalStateException(
                        "plugin '" + plugin.id() + "' contributes after its contribute method returned");
            }
        }
    }
}
