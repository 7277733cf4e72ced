/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.ConfigSection.Reloader;
import soma.spi.config.Durations;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/**
 * Decides about changes of the kernel's options. Names, texts and order are nats-server's: people search logs for them.
 * The first plan swaps the options as a whole; the others only describe what changed.
 */
final class CoreReload implements Reloader<CoreOptions> {
    private static final Position AT_RELOAD = new Position("reload", 0, 0);

    private static final List<Fixed> FIXED = List.of(
            new Fixed("Host", CoreOptions::host),
            new Fixed("ServerName", o -> o.serverName() == null ? "" : o.serverName()),
            new Fixed("MaxSubs", o -> o.limits().maxSubscriptions()),
            new Fixed("MaxSubTokens", o -> o.limits().maxSubTokens()),
            new Fixed("MaxPending", o -> o.limits().maxPending()),
            new Fixed("MaxClosedClients", CoreOptions::closedKept),
            new Fixed("NoSublistCache", o -> !o.diagnostics().routeCache()),
            new Fixed("NoHeaderSupport", o -> !o.headers()),
            new Fixed("WriteTimeout", o -> o.timing().writeTimeout()),
            new Fixed("LameDuckDuration", o -> o.lameDuck().duration()),
            new Fixed("LameDuckGracePeriod", o -> o.lameDuck().grace()),
            new Fixed("FeatureFlags", o -> o.diagnostics().featureFlags()));

    private static final List<Changeable> CHANGEABLE = List.of(
            new Changeable("client_advertise", CoreOptions::clientAdvertise, true),
            new Changeable("max_connections", o -> o.limits().maxConnections(), false),
            new Changeable("max_control_line", o -> o.limits().maxControlLine(), false),
            new Changeable("max_payload", o -> o.limits().maxPayload(), false),
            new Changeable("ping_interval", o -> o.timing().pingInterval(), false),
            new Changeable("ping_max", o -> o.timing().pingMax(), false),
            new Changeable("write_deadline", o -> o.timing().writeDeadline(), false),
            new Changeable("max_traced_msg_len", o -> o.diagnostics().tracedLength(), false),
            new Changeable("trace_headers", o -> o.diagnostics().tracesHeadersOnly(), false),
            new Changeable("connect_error_reports", o -> o.diagnostics().connectReports(), false),
            new Changeable("authenticators", CoreOptions::authenticators, true),
            new Changeable("reconnect_error_reports", o -> o.diagnostics().reconnectReports(), false));

    private final Consumer<CoreOptions> apply;

    CoreReload(Consumer<CoreOptions> apply) {
        this.apply = apply;
    }

    @Override
    public List<ReloadPlan> prepare(CoreOptions before, CoreOptions after, Problems problems) {
        for (Fixed option : FIXED) {
            option.check(before, after, problems);
        }
        // a port of "any" stands for the one that was found, so it is no change
        if (before.port() != after.port() && after.port() != 0) {
            problems.error(AT_RELOAD, refusal("Port", before.port(), after.port()));
        }
        if (before.equals(after)) {
            return List.of();
        }
        CoreOptions kept = after.port() == 0 ? withPort(after, before.port()) : after;
        var swap = new Swap(() -> apply.accept(kept));
        var plans = new ArrayList<ReloadPlan>();
        for (Changeable option : CHANGEABLE) {
            if (option.differs(before, after)) {
                plans.add(new Change(option.name + " = " + goText(option.value.apply(after)), option.inInfo, swap));
            }
        }
        if (!before.tags().equals(after.tags())) {
            plans.add(new Change("tags", false, swap));
        }
        if (!before.metadata().equals(after.metadata())) {
            plans.add(new Change("metadata", false, swap));
        }
        if (before.stallProducers() != after.stallProducers()) {
            String not = after.stallProducers() ? "" : "not ";
            plans.add(new Change("fast producers will " + not + "be stalled", false, swap));
        }
        return plans;
    }

    private static CoreOptions withPort(CoreOptions o, int port) {
        return new CoreOptions(
                o.host(),
                port,
                o.clientAdvertise(),
                o.serverName(),
                o.tags(),
                o.metadata(),
                o.limits(),
                o.timing(),
                o.lameDuck(),
                o.headers(),
                o.stallProducers(),
                o.closedKept(),
                o.authenticators(),
                o.diagnostics());
    }

    private static String refusal(String name, Object before, Object after) {
        return "config reload not supported for " + name + ": old=" + goText(before) + ", new=" + goText(after);
    }

    private static String goText(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Duration duration -> Durations.format(duration);
            case CoreOptions.WriteTimeout policy -> policy == CoreOptions.WriteTimeout.RETRY ? "retry" : "close";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" ", "map[", "]"));
            default -> value.toString();
        };
    }

    /** An option that cannot change, under the name it has in nats-server's code. */
    private record Fixed(String name, Function<CoreOptions, Object> value) {
        void check(CoreOptions before, CoreOptions after, Problems problems) {
            Object old = value.apply(before);
            Object other = value.apply(after);
            if (!old.equals(other)) {
                problems.error(AT_RELOAD, refusal(name, old, other));
            }
        }
    }

    private record Changeable(String name, Function<CoreOptions, @Nullable Object> value, boolean inInfo) {
        boolean differs(CoreOptions before, CoreOptions after) {
            return !Objects.equals(value.apply(before), value.apply(after));
        }
    }

    /** Swaps the options the first time it is run. Confined to the reloading thread. */
    private static final class Swap implements Runnable {
        private final Runnable swap;
        private boolean done;

        Swap(Runnable swap) {
            this.swap = swap;
        }

        @Override
        public void run() {
            if (!done) {
                done = true;
                swap.run();
            }
        }
    }

    private record Change(String describe, boolean affectsInfo, Swap swap) implements ReloadPlan {
        @Override
        public void commit() {
            swap.run();
        }
    }
}
