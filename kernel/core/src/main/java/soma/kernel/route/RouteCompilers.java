/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import soma.kernel.assembly.Assembly;
import soma.spi.route.Forwarder;
import soma.spi.route.PublishTap;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteCompiler.Next;
import soma.spi.route.RouteCompiler.Question;

/** The chain of route compilers: those of plugins and the kernel's own admission, in order. Safe for any thread. */
public final class RouteCompilers {
    private final Supplier<Assembly> assembly;
    private volatile Chain chain = new Chain(Assembly.EMPTY, List.of(new AdmissionCompiler()), true);

    /** The sorted chain of one assembly, so that it is sorted once and not per compilation. */
    private record Chain(Assembly of, List<RouteCompiler> compilers, boolean isEmpty) {}

    /** Makes the chain of whatever assembly is current when a route is compiled. */
    public RouteCompilers(Supplier<Assembly> assembly) {
        this.assembly = assembly;
    }

    /** Returns whether no plugin takes part, so that the index alone answers for whoever may do everything. */
    boolean isEmpty() {
        return chain().isEmpty();
    }

    List<Forwarder> forwarders() {
        return assembly.get().extensions(Forwarder.POINT);
    }

    PublishTap[] taps() {
        return assembly.get().extensions(PublishTap.POINT).toArray(PublishTap[]::new);
    }

    /** Compiles a route; the end of the chain answers from the index. */
    Route compile(Question question, Next end) {
        return from(0, chain().compilers(), question, end);
    }

    private static Route from(int step, List<RouteCompiler> compilers, Question question, Next end) {
        return step == compilers.size()
                ? end.compile(question)
                : compilers.get(step).compile(question, next -> from(step + 1, compilers, next, end));
    }

    private Chain chain() {
        Assembly current = assembly.get();
        Chain sorted = chain;
        if (sorted.of() != current) {
            List<RouteCompiler> compilers = new ArrayList<>(current.extensions(RouteCompiler.POINT));
            compilers.add(new AdmissionCompiler());
            compilers.sort(Comparator.comparingInt(RouteCompiler::order));
            boolean empty = compilers.size() == 1
                    && current.extensions(Forwarder.POINT).isEmpty()
                    && current.extensions(PublishTap.POINT).isEmpty();
            sorted = new Chain(current, List.copyOf(compilers), empty);
            chain = sorted;
        }
        return sorted;
    }
}
