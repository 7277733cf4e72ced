/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A daemon that takes datagrams at a Unix domain socket of Linux. Confined to one thread. */
final class UnixDatagramReceiver implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final Arena arena = Arena.ofConfined();
    private final int descriptor;

    UnixDatagramReceiver(Path path) throws Throwable {
        MethodHandle socket = link("socket", FunctionDescriptor.of(INT, INT, INT, INT));
        MethodHandle bind = link("bind", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT));
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(3L + name.length, 2);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
        descriptor = (int) socket.invokeExact(1, 2, 0);
        if ((int) bind.invokeExact(descriptor, address, (int) address.byteSize()) != 0) {
            throw new IllegalStateException("cannot bind " + path);
        }
    }

    @SuppressWarnings("restricted") // the JDK has no such socket
    private static MethodHandle link(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /** Waits for a datagram. */
    String receive() throws Throwable {
        MethodHandle recv = link(
                "recv",
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, INT));
        MemorySegment buffer = arena.allocate(16 * 1024);
        long length = (long) recv.invokeExact(descriptor, buffer, buffer.byteSize(), 0);
        byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        arena.close();
        try {
            var _ = (int) link("close", FunctionDescriptor.of(INT, INT)).invokeExact(descriptor);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }
}
