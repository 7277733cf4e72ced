/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import soma.kernel.assembly.Assembly;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.route.Forwarder;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteCompiler.Next;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;

/** The chain of route compilers: those of plugins and the kernel's own admission, in order. Safe for any thread. */
public final class RouteCompilers {
    private static final RouteCompiler[] ADMISSION_ONLY = {new AdmissionCompiler()};

    private final Supplier<Assembly> assembly;
    private volatile Sorted sorted = new Sorted(Assembly.EMPTY, List.of(ADMISSION_ONLY), Taps.NONE);

    /** The compilers of one assembly in order, and its taps, so that this is done once and not per space. */
    private record Sorted(Assembly of, List<RouteCompiler> compilers, Taps taps) {}

    /** Makes the chain of whatever assembly is current when a route is compiled. */
    public RouteCompilers(Supplier<Assembly> assembly) {
        this.assembly = assembly;
    }

    /** Returns the chain for a space as things stand. */
    Chain of(SubjectSpace space) {
        Sorted current = sorted();
        RouteCompiler[] concerned = current.compilers().stream()
                .filter(compiler -> compiler.concerns(space))
                .map(compiler -> compiler.within(space))
                .toArray(RouteCompiler[]::new);
        return new Chain(current.of(), concerned, current.of().extensions(Forwarder.POINT), current.taps());
    }

    private Sorted sorted() {
        Assembly current = assembly.get();
        Sorted known = sorted;
        if (known.of() != current) {
            List<RouteCompiler> compilers = new ArrayList<>(current.extensions(RouteCompiler.POINT));
            compilers.add(ADMISSION_ONLY[0]);
            compilers.sort((a, b) -> Integer.compare(a.order(), b.order()));
            known = new Sorted(current, List.copyOf(compilers), Taps.of(current));
            sorted = known;
        }
        return known;
    }

    /** Returns whether a chain was made for the assembly that is current. */
    boolean isCurrent(Chain chain) {
        return chain.of == assembly.get();
    }

    /** The compilers and what else has a say about the routes of one space. Immutable. */
    static final class Chain {
        private final Assembly of;
        private final RouteCompiler[] compilers;
        private final List<Forwarder> forwarders;
        private final Taps taps;

        Chain(Assembly of, RouteCompiler[] compilers, List<Forwarder> forwarders, Taps taps) {
            this.of = of;
            this.compilers = compilers;
            this.forwarders = forwarders;
            this.taps = taps;
        }

        /** Returns whether permissions and the index alone answer about a subject. */
        @HotPath
        boolean leavesAlone(SubjectSpace space, ByteView subject) {
            if (!forwarders.isEmpty()) {
                return false;
            }
            for (RouteCompiler compiler : compilers) {
                if (compiler.mayChange(space, subject)) {
                    return false;
                }
            }
            return true;
        }

        List<Forwarder> forwarders() {
            return forwarders;
        }

        Taps taps() {
            return taps;
        }

        /** Compiles a route; the end of the chain answers from the index. */
        Route compile(Question question, Next end) {
            return from(0, question, end);
        }

        private Route from(int step, Question question, Next end) {
            return step == compilers.length
                    ? end.compile(question)
                    : compilers[step].compile(question, next -> from(step + 1, next, end));
        }
    }
}
