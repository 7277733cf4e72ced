/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import soma.spi.message.Message;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteVisitor;

/** Weighted subject mapping: what participants publish on one subject goes to others, by chance. */
final class MappingPlugin implements ServerPlugin, RouteCompiler {
    private final Map<String, List<Destination>> destinations = new HashMap<>();
    private final RandomGenerator random;

    private record Destination(int weight, String subject) {}

    MappingPlugin(RandomGenerator random) {
        this.random = random;
    }

    /** Maps a subject, in so many of a hundred cases. */
    void map(String from, int weight, String to) {
        destinations.computeIfAbsent(from, f -> new ArrayList<>()).add(new Destination(weight, to));
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("subject-mapping", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(RouteCompiler.POINT, this);
    }

    @Override
    public int order() {
        return MAPPING;
    }

    @Override
    public Route compile(Question question, Next next) {
        List<Destination> choices = destinations.get(question.subject());
        if (choices == null || !question.ingress()) {
            return next.compile(question);
        }
        List<Route> routes = choices.stream()
                .map(choice -> next.compile(question.withSubject(choice.subject)))
                .toList();
        return new Weighted(choices, routes, random);
    }

    private record Weighted(List<Destination> choices, List<Route> routes, RandomGenerator random) implements Route {
        @Override
        public int execute(Message message) {
            return routes.get(choose()).execute(message);
        }

        @Override
        public int execute(Message message, RouteVisitor visitor) {
            return routes.get(choose()).execute(message, visitor);
        }

        private int choose() {
            int choice = 0;
            int left = random.nextInt(100) - choices.getFirst().weight;
            while (left >= 0 && choice < choices.size() - 1) {
                choice++;
                left -= choices.get(choice).weight;
            }
            return choice;
        }
    }
}
