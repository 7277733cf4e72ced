/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.PluginInfo.Requirement;
import soma.spi.plugin.ServerPlugin;

/**
 * Puts plugins in an order in which each comes after those it requires, and otherwise keeps the order given. Reports
 * duplicates, missing and unfit requirements and circles.
 */
final class PluginOrder {
    private final SequencedMap<String, Installed> installed = new LinkedHashMap<>();
    private final SequencedMap<String, Installed> ordered = new LinkedHashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final ProblemList problems;

    private PluginOrder(ProblemList problems) {
        this.problems = problems;
    }

    /** A plugin with its identity, asked for once. */
    record Installed(ServerPlugin plugin, PluginInfo info) {
        String id() {
            return info.id();
        }
    }

    static List<Installed> sort(List<ServerPlugin> plugins, ProblemList problems) {
        var order = new PluginOrder(problems);
        plugins.forEach(order::add);
        order.installed.values().forEach(order::checkRequirements);
        order.installed.values().forEach(order::place);
        return List.copyOf(order.ordered.values());
    }

    private void add(ServerPlugin plugin) {
        PluginInfo info;
        try {
            info = plugin.info();
        } catch (RuntimeException e) {
            problems.plugin(plugin.getClass().getName(), "does not tell its identity: " + e);
            return;
        }
        var other = installed.putIfAbsent(info.id(), new Installed(plugin, info));
        if (other != null) {
            problems.plugin(
                    info.id(),
                    "is there twice, as " + other.plugin().getClass().getName() + " of version "
                            + other.info().version() + " and as "
                            + plugin.getClass().getName() + " of version "
                            + info.version() + ". Remove one of them.");
        }
    }

    private void checkRequirements(Installed plugin) {
        for (Requirement need : plugin.info().requires()) {
            Installed found = installed.get(need.id());
            if (found == null) {
                problems.plugin(
                        plugin.id(),
                        "requires plugin '" + need.id() + "', which is not installed (installed: "
                                + String.join(", ", installed.keySet())
                                + "). Put its jar into plugins/, or leave out '" + plugin.id() + "'.");
            } else {
                checkVersion(plugin, need, found.info().version());
            }
        }
    }

    private void checkVersion(Installed plugin, Requirement need, String version) {
        Optional<Boolean> fits = VersionRange.contains(need.versions(), version);
        if (fits.isEmpty()) {
            problems.plugin(
                    plugin.id(),
                    "requires versions '" + need.versions() + "' of plugin '" + need.id() + "', which is version '"
                            + version
                            + "' (expected: conditions such as \">=1.2.0 & <2.0.0\", and a version such as 1.2.0)");
        } else if (!fits.get()) {
            problems.plugin(
                    plugin.id(),
                    "requires version " + need.versions() + " of plugin '" + need.id() + "', installed is " + version
                            + ". Install a version of '" + need.id() + "' that fits, or another one of '" + plugin.id()
                            + "'.");
        }
    }

    private void place(Installed plugin) {
        String id = plugin.id();
        if (ordered.containsKey(id)) {
            return;
        }
        if (path.contains(id)) {
            reportCircle(id);
            return;
        }
        path.addLast(id);
        Stream.concat(
                        plugin.info().requires().stream().map(Requirement::id),
                        plugin.info().after().stream().sorted())
                .map(installed::get)
                .filter(Objects::nonNull)
                .forEach(this::place);
        path.removeLast();
        ordered.putIfAbsent(id, plugin);
    }

    private void reportCircle(String id) {
        var circle = new ArrayList<String>(path);
        circle.subList(0, circle.indexOf(id)).clear();
        circle.add(id);
        problems.plugin(
                id,
                "must start after itself: " + String.join(" -> ", circle)
                        + " (each requires the next, or comes after it). Remove one of these plugins.");
    }
}
