/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import soma.spi.annotation.Api;

/**
 * Native memory that is allocated and freed explicitly. Nothing here is left to the garbage collector: a server that
 * allocates nothing on the heap never collects, so memory that waits for a collection would never come back.
 *
 * <p>Segments are bounded, so an access outside throws; an access after {@link #free} is undefined. All methods may be
 * called from any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class NativeMemory {
    /** What malloc aligns to. */
    private static final int ALIGNMENT = 16;

    private static final LongAdder IN_USE = new LongAdder();
    /** The owners of memory that was allocated to last, by address. */
    private static final Map<Long, Arena> LASTING = new ConcurrentHashMap<>();

    private NativeMemory() {}

    /**
     * Allocates memory, its content undefined.
     *
     * @param bytes how much; at least 1
     * @throws OutOfMemoryError if the operating system has none
     */
    public static MemorySegment allocate(long bytes) {
        try {
            return taken((MemorySegment) CLibrary.MALLOC.invokeExact(bytes), bytes);
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /**
     * Allocates memory that is seldom freed, its content zero: a little slower to free, but ready before the C library is
     * linked, which takes a server's start some time.
     *
     * @param bytes how much; at least 1
     * @throws OutOfMemoryError if the operating system has none
     */
    public static MemorySegment allocateLasting(long bytes) {
        Arena owner = Arena.ofShared();
        MemorySegment memory = owner.allocate(bytes, ALIGNMENT);
        LASTING.put(memory.address(), owner);
        return taken(MemorySegment.ofAddress(memory.address()), bytes);
    }

    /**
     * Changes the size of allocated memory, keeping its content up to the smaller of both sizes. The old segment must
     * not be used any more.
     *
     * @throws OutOfMemoryError if the operating system has none; the old segment is then still valid
     */
    public static MemorySegment reallocate(MemorySegment memory, long bytes) {
        if (LASTING.containsKey(memory.address())) {
            MemorySegment moved = allocate(bytes);
            MemorySegment.copy(memory, 0, moved, 0, Math.min(bytes, memory.byteSize()));
            free(memory);
            return moved;
        }
        try {
            MemorySegment grown = taken((MemorySegment) CLibrary.REALLOC.invokeExact(memory, bytes), bytes);
            IN_USE.add(-memory.byteSize());
            return grown;
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /** Gives back memory that one of the other methods returned. */
    public static void free(MemorySegment memory) {
        IN_USE.add(-memory.byteSize());
        Arena owner = LASTING.remove(memory.address());
        if (owner != null) {
            owner.close();
            return;
        }
        try {
            CLibrary.FREE.invokeExact(memory);
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /** Links the C library, so that the first who allocates need not wait for it. Any thread may call this. */
    public static void link() {
        free(allocate(1));
    }

    /** Returns how many bytes are allocated and not freed. */
    public static long inUse() {
        return IN_USE.sum();
    }

    @SuppressWarnings("restricted") // the module is given native access by every launcher
    private static MemorySegment taken(MemorySegment address, long bytes) {
        if (address.address() == 0) {
            throw new OutOfMemoryError("no native memory for " + bytes + " bytes");
        }
        IN_USE.add(bytes);
        return address.reinterpret(bytes);
    }

    private static Error sneaky(Throwable t) {
        if (t instanceof Error e) {
            return e;
        }
        return new AssertionError("a C library call threw", t);
    }

    /** Linked on first use. */
    private static final class CLibrary {
        static final MethodHandle MALLOC =
                downcall("malloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        static final MethodHandle REALLOC = downcall(
                "realloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        static final MethodHandle FREE = downcall("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

        private CLibrary() {}

        @SuppressWarnings("restricted") // the module is given native access by every launcher
        private static MethodHandle downcall(String name, FunctionDescriptor type) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
        }
    }
}
