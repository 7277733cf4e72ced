/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import soma.spi.annotation.HotPath;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;

/** Takes one of several routes, drawn anew for each message; or none, and the message is lost. */
@HotPath
final class WeightedRoute implements Route {
    private final int[] limits;
    private final Route[] routes;
    private final Lots lots;

    /**
     * Makes a route.
     *
     * @param limits the lots, of 0 to 99, from which on it is no longer the route of the same place
     */
    WeightedRoute(int[] limits, Route[] routes, Lots lots) {
        this.limits = limits;
        this.routes = routes;
        this.lots = lots;
    }

    @Override
    public int execute(Message message) {
        int chosen = choose();
        return chosen < routes.length ? routes[chosen].execute(message) : Outcome.NOBODY;
    }

    @Override
    public int execute(Message message, RouteVisitor visitor) {
        int chosen = choose();
        if (chosen < routes.length) {
            return routes[chosen].execute(message, visitor);
        }
        visitor.step(new RouteStep.Mapped(""));
        return Outcome.NOBODY;
    }

    private int choose() {
        int lot = lots.draw();
        int chosen = 0;
        while (chosen < limits.length && lot >= limits[chosen]) {
            chosen++;
        }
        return chosen;
    }

    @Override
    public boolean cacheable() {
        for (Route route : routes) {
            if (!route.cacheable()) {
                return false;
            }
        }
        return true;
    }
}
