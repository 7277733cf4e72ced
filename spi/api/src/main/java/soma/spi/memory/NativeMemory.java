/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
    private static final LongAdder IN_USE = new LongAdder();
    private static final MethodHandle MALLOC =
            downcall("malloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle REALLOC =
            downcall("realloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = downcall("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private NativeMemory() {}

    /**
     * Allocates memory, its content undefined.
     *
     * @param bytes how much; at least 1
     * @throws OutOfMemoryError if the operating system has none
     */
    public static MemorySegment allocate(long bytes) {
        try {
            return taken((MemorySegment) MALLOC.invokeExact(bytes), bytes);
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /**
     * Changes the size of allocated memory, keeping its content up to the smaller of both sizes. The old segment must
     * not be used any more.
     *
     * @throws OutOfMemoryError if the operating system has none; the old segment is then still valid
     */
    public static MemorySegment reallocate(MemorySegment memory, long bytes) {
        try {
            MemorySegment grown = taken((MemorySegment) REALLOC.invokeExact(memory, bytes), bytes);
            IN_USE.add(-memory.byteSize());
            return grown;
        } catch (Throwable t) {
            throw sneaky(t);
        }
    }

    /** Gives back memory that {@link #allocate} or {@link #reallocate} returned. */
    public static void free(MemorySegment memory) {
        IN_USE.add(-memory.byteSize());
        try {
            FREE.invokeExact(memory);
        } catch (Throwable t) {
            throw sneaky(t);
        }
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

    @SuppressWarnings("restricted") // the module is given native access by every launcher
    private static MethodHandle downcall(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    private static Error sneaky(Throwable t) {
        if (t instanceof Error e) {
            return e;
        }
        return new AssertionError("a C library call threw", t);
    }
}
