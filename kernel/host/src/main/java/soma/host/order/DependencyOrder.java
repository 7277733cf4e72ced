/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.order;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import soma.host.inventory.RejectedPlugin;

/**
 * Sorts plugins so that each comes after what it needs, and refuses those whose needs are not met. What is refused is
 * always the plugin that needs something, never the one that is needed; plugins without a share in the trouble stay.
 */
public final class DependencyOrder {
    private final Map<String, Node> alive = new TreeMap<>();
    private final Map<String, String> absent;
    private final VersionRanges ranges;
    private final List<RejectedPlugin> rejected = new ArrayList<>();

    private DependencyOrder(List<Node> nodes, Map<String, String> absent, VersionRanges ranges) {
        nodes.forEach(node -> alive.put(node.id(), node));
        this.absent = new TreeMap<>(absent);
        this.ranges = ranges;
    }

    /**
     * Checks and sorts. Where the needs leave a choice the order is that of the ids.
     *
     * @param nodes  the plugins; their ids differ
     * @param absent plugins that are known but cannot be used, with the reason: {@code "is disabled"}
     * @param ranges compares versions
     */
    public static Result of(List<Node> nodes, Map<String, String> absent, VersionRanges ranges) {
        return new DependencyOrder(nodes, absent, ranges).resolve();
    }

    private Result resolve() {
        refuseUnmet();
        List<Node> sorted = sort();
        while (sorted.size() < alive.size()) {
            refuseCycle(sorted);
            refuseUnmet();
            sorted = sort();
        }
        return new Result(sorted.stream().map(Node::id).toList(), rejected);
    }

    private void refuseUnmet() {
        boolean again = true;
        while (again) {
            again = false;
            for (Iterator<Node> each = alive.values().iterator(); each.hasNext(); ) {
                Node node = each.next();
                Optional<RejectedPlugin> refusal = node.needs().stream()
                        .flatMap(need -> unmet(node, need).stream())
                        .findFirst();
                if (refusal.isPresent()) {
                    each.remove();
                    refuse(node, refusal.get());
                    again = true;
                }
            }
        }
    }

    private Optional<RejectedPlugin> unmet(Node node, Need need) {
        Node provider = alive.get(need.id());
        if (provider == null) {
            if (need.optional()) {
                return Optional.empty();
            }
            String state = absent.get(need.id());
            String remedy = state == null
                    ? "put plugin '" + need.id() + "' into the plugins directory, or remove or disable this one"
                    : "see to plugin '" + need.id() + "' first, or remove or disable this one";
            return Optional.of(node.refuse(
                    "it requires plugin '" + need.id() + "', which " + (state == null ? "is not installed" : state),
                    remedy));
        }
        try {
            return ranges.contains(need.versions(), provider.version())
                    ? Optional.empty()
                    : Optional.of(node.refuse(
                            "it requires plugin '" + need.id() + "' " + need.versions() + ", found "
                                    + provider.version() + " (" + provider.location() + ")",
                            "install a fitting version of either"));
        } catch (IllegalArgumentException e) {
            return Optional.of(node.refuse(
                    "it requires plugin '" + need.id() + "' " + need.versions() + ", found version "
                            + provider.version() + ", which cannot be compared: " + e.getMessage(),
                    "write versions as 1.2.3 and ranges as '>=1.2.0 & <2.0.0'"));
        }
    }

    /** Returns the plugins in order; those in or behind a cycle are missing. */
    private List<Node> sort() {
        Map<String, Node> done = new LinkedHashMap<>();
        boolean again = true;
        while (again) {
            Optional<Node> next = alive.values().stream()
                    .filter(node -> !done.containsKey(node.id()))
                    .filter(node -> done.keySet().containsAll(before(node)))
                    .findFirst();
            next.ifPresent(node -> done.put(node.id(), node));
            again = next.isPresent();
        }
        return List.copyOf(done.values());
    }

    /** Follows the needs of what could not be sorted until a plugin is met again. */
    private void refuseCycle(List<Node> sorted) {
        List<Node> stuck = new ArrayList<>(alive.values());
        stuck.removeAll(sorted);
        List<Node> path = new ArrayList<>();
        Node node = stuck.getFirst();
        while (!path.contains(node)) {
            path.add(node);
            Set<String> needs = before(node);
            node = stuck.stream()
                    .filter(other -> needs.contains(other.id()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a plugin that needs nothing was not sorted"));
        }
        List<Node> cycle = path.subList(path.indexOf(node), path.size());
        String ring = cycle.stream().map(Node::id).collect(Collectors.joining(" -> ")) + " -> " + node.id();
        for (Node member : cycle) {
            alive.remove(member.id());
            refuse(member, member.refuse("it requires itself: " + ring, "break the cycle by removing one of them"));
        }
    }

    private Set<String> before(Node node) {
        Set<String> ids = new TreeSet<>(node.after());
        node.needs().forEach(need -> ids.add(need.id()));
        ids.retainAll(alive.keySet());
        return ids;
    }

    private void refuse(Node node, RejectedPlugin refusal) {
        rejected.add(refusal);
        absent.put(node.id(), "was refused");
    }

    /**
     * A plugin to be sorted.
     *
     * @param id       its id
     * @param version  its version
     * @param location where it was found
     * @param needs    what must, or if optional may, be there before it
     * @param after    what comes before it if present
     */
    public record Node(String id, String version, String location, List<Need> needs, Set<String> after) {
        RejectedPlugin refuse(String reason, String remedy) {
            return new RejectedPlugin(id, location, reason, remedy);
        }
    }

    /**
     * A plugin that another one needs.
     *
     * @param id       its id
     * @param versions the versions that will do; {@code "*"} for any
     * @param optional whether it may be missing; a present one must have one of the versions all the same
     */
    public record Need(String id, String versions, boolean optional) {}

    /**
     * What came of it.
     *
     * @param order    the ids of the plugins that can be used
     * @param rejected the others
     */
    public record Result(List<String> order, List<RejectedPlugin> rejected) {}
}
