/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import soma.kernel.assembly.Assembly;
import soma.kernel.lane.Lanes;
import soma.kernel.route.RouteCompilers;
import soma.spi.space.SpaceDirectory;
import soma.spi.space.SpaceResolver;
import soma.spi.space.SubjectSpace;

/** All spaces of a server. Safe for any thread. */
public final class SpaceTable implements SpaceDirectory {
    /** The name of the space that everyone is in unless told otherwise. */
    public static final String DEFAULT = "$G";

    private final Supplier<Assembly> assembly;
    private final Lanes lanes;
    private final RouteCompilers compilers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Space> spaces = new LinkedHashMap<>();
    private final List<Consumer<SubjectSpace>> listeners = new ArrayList<>();
    private final Space defaultSpace;

    /** Makes a table with the default space in it. */
    public SpaceTable(Supplier<Assembly> assembly, Lanes lanes) {
        this.assembly = assembly;
        this.lanes = lanes;
        this.compilers = new RouteCompilers(assembly);
        this.defaultSpace = obtainSpace(DEFAULT);
    }

    @Override
    public Space defaultSpace() {
        return defaultSpace;
    }

    @Override
    public Optional<SubjectSpace> find(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(spaces.get(name));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SubjectSpace obtain(String name) {
        return obtainSpace(name);
    }

    private Space obtainSpace(String name) {
        List<Consumer<SubjectSpace>> told = List.of();
        Space space;
        lock.lock();
        try {
            space = spaces.get(name);
            if (space == null) {
                space = new Space(name, lanes, compilers);
                spaces.put(name, space);
                told = List.copyOf(listeners);
            }
        } finally {
            lock.unlock();
        }
        for (Consumer<SubjectSpace> listener : told) {
            listener.accept(space);
        }
        return space;
    }

    /**
     * Returns the kernel's side of a space.
     *
     * @throws IllegalArgumentException if the space belongs to another server
     */
    public Space own(SubjectSpace space) {
        lock.lock();
        try {
            Space own = spaces.get(space.name());
            if (own != space) {
                throw new IllegalArgumentException("space '" + space.name() + "' is not one of this server's");
            }
            return own;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Optional<SubjectSpace>> resolve(String name) {
        Optional<SubjectSpace> known = find(name);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known);
        }
        CompletionStage<Boolean> allowed = CompletableFuture.completedFuture(false);
        for (SpaceResolver resolver : assembly.get().extensions(SpaceResolver.POINT)) {
            allowed = allowed.thenCompose(yes -> yes
                    ? CompletableFuture.completedFuture(true)
                    : resolver.mayExist(name).exceptionally(e -> false));
        }
        return allowed.thenApply(yes -> yes ? Optional.of(obtain(name)) : Optional.empty());
    }

    @Override
    public void forEach(Consumer<SubjectSpace> onSpace) {
        List<Space> known;
        lock.lock();
        try {
            listeners.add(onSpace);
            known = List.copyOf(spaces.values());
        } finally {
            lock.unlock();
        }
        known.forEach(onSpace);
    }

    /** Returns the spaces there are now. */
    public List<SubjectSpace> all() {
        lock.lock();
        try {
            return List.copyOf(spaces.values());
        } finally {
            lock.unlock();
        }
    }

    /** Has all routes compiled again, after the assembly has changed. */
    public void invalidateRoutes() {
        all().forEach(SubjectSpace::invalidateRoutes);
    }
}
