/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.ArrayList;
import java.util.List;
import soma.spi.message.Message;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Outcome;
import soma.spi.route.PublishTap;
import soma.spi.route.Relay;
import soma.spi.route.Route;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;

/** Message tracing: writes down where messages with a certain header go, and may keep them from going there. */
final class TracePlugin implements ServerPlugin, PublishTap {
    private final List<String> events = new ArrayList<>();

    /** Returns what happened so far. */
    List<String> events() {
        return events;
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("message-trace", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(PublishTap.POINT, this);
    }

    @Override
    public List<Trigger> triggers() {
        return List.of(Trigger.exactly("Nats-Trace-Dest"), Trigger.inAnyCase("traceparent"));
    }

    @Override
    public void refused(Message message, int size, String reason) {
        events.add("refused " + message.subject() + " of " + size + ", " + reason + ", "
                + message.headers().toString().replace("\r\n", "|"));
    }

    @Override
    public int publish(Message message, Route route) {
        String headers = message.headers().toString();
        if (headers.contains("drop")) {
            return Outcome.DISCARDED;
        }
        events.add("ingress " + message.subject());
        return route.execute(message, new Watcher(message.headers().toString().contains("Nats-Trace-Only: true")));
    }

    private final class Watcher implements RouteVisitor {
        private final boolean traceOnly;

        Watcher(boolean traceOnly) {
            this.traceOnly = traceOnly;
        }

        @Override
        public boolean visit(Subscription subscription) {
            if (traceOnly) {
                events.add("egress " + subscription.id() + " (not sent)");
            }
            return !traceOnly;
        }

        @Override
        public boolean visit(Relay relay, Message message) {
            events.add("relay " + message.headers().toString().strip());
            message.headers().clear(); // the next server does not trace
            return true;
        }

        @Override
        public void delivered(Subscription subscription, int outcome) {
            events.add("egress " + subscription.id() + " " + outcome);
        }

        @Override
        public void delivered(Relay relay, int outcome) {
            events.add("egress " + relay + " " + outcome);
        }

        @Override
        public void step(RouteStep step) {
            events.add(step.toString());
        }
    }
}
