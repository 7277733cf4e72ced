/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;

/** The route of one message whose reply subject its publisher may not use. */
final class ReplyDeniedRoute implements Route {
    private boolean executed;

    @Override
    public int execute(Message message) {
        executed = true;
        return Outcome.DISCARDED;
    }

    @Override
    public int execute(Message message, RouteVisitor visitor) {
        visitor.step(new RouteStep.ReplyDenied(message.reply().toString()));
        return execute(message);
    }

    /** Returns whether the message came so far that its reply subject was what stopped it. */
    boolean wasExecuted() {
        return executed;
    }
}
