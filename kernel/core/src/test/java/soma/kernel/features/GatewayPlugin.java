/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import soma.spi.message.Message;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Forwarder;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Outcome;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;

/** The outbound side of a gateway to one other cluster, whose interest the test sets. */
final class GatewayPlugin implements ServerPlugin, Forwarder {
    private final Set<String> plainInterest = new HashSet<>();
    private final Map<String, Set<String>> queueInterest = new HashMap<>();
    private final List<String> sent = new ArrayList<>();

    void wants(String subject, String... queues) {
        if (queues.length == 0) {
            plainInterest.add(subject);
        } else {
            queueInterest.put(subject, Set.of(queues));
        }
    }

    /** Returns what was sent so far, as {@code space subject queues}. */
    List<String> sent() {
        return sent;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("gateways", "1.0.0", List.of(), Set.of("cluster"));
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Forwarder.POINT, this);
    }

    @Override
    public boolean accepts(Question question) {
        Scope from = question.origin().scope();
        return from == Scope.HERE || from == Scope.EDGE;
    }

    @Override
    public int forward(SubjectSpace space, Message message, Set<String> servedQueues) {
        String subject = message.target().toString();
        Set<String> queues = new TreeSet<>(queueInterest.getOrDefault(subject, Set.of()));
        queues.removeAll(servedQueues);
        if (!plainInterest.contains(subject) && queues.isEmpty()) {
            return Outcome.NOBODY;
        }
        sent.add(space.name() + " " + subject + " " + queues);
        return Outcome.DELIVERED;
    }
}
