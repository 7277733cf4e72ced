/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connected Unix domain socket for datagrams, which the JDK does not have: its own are for streams. Calls the C library,
 * which is linked when the first socket is made. Never waits. Not thread-safe.
 */
final class UnixDatagramSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    /** The path in {@code sockaddr_un}, its end included, is this long where it is shortest. */
    private static final int LONGEST_PATH = 103;

    private final int descriptor;
    private final Arena arena = Arena.ofShared();
    private MemorySegment buffer = arena.allocate(1024);
    private final MemorySegment errno = arena.allocate(C.STATE);
    private boolean closed;

    /** What became of a datagram. */
    enum Sent {
        /** The receiver has it. */
        YES,
        /** The receiver has no room, or does not take so much. */
        DROPPED,
        /** There is no receiver any more. */
        GONE
    }

    private UnixDatagramSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Connects.
     *
     * @throws IOException if nobody listens there, or this platform has other system calls than Linux and macOS
     */
    static UnixDatagramSocket connect(Path path) throws IOException {
        Platform platform = Platform.current();
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (platform == null || name.length > LONGEST_PATH) {
            throw new IOException("datagrams to " + path + " are not supported here");
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment state = scratch.allocate(C.STATE);
            int descriptor = (int) C.SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | platform.socketFlags, 0);
            if (descriptor < 0) {
                throw new IOException("no socket: errno " + C.errno(state));
            }
            MemorySegment address = platform.address(scratch, name);
            if ((int) C.CONNECT.invokeExact(state, descriptor, address, (int) address.byteSize()) != 0) {
                int error = C.errno(state);
                var _ = (int) C.CLOSE.invokeExact(descriptor);
                throw new IOException("connect " + path + ": errno " + error);
            }
            return new UnixDatagramSocket(descriptor);
        } catch (Throwable t) {
            throw failure(t);
        }
    }

    /** Sends the first bytes of an array as one datagram. */
    Sent send(byte[] bytes, int length) throws IOException {
        Platform platform = Platform.current();
        if (closed || platform == null) {
            return Sent.GONE;
        }
        if (buffer.byteSize() < length) {
            buffer = arena.allocate(Math.max(length, 8 * 1024));
        }
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, length);
        try {
            long sent = (long) C.SEND.invokeExact(errno, descriptor, buffer, (long) length, platform.sendFlags);
            if (sent >= 0) {
                return Sent.YES;
            }
        } catch (Throwable t) {
            throw failure(t);
        }
        int error = C.errno(errno);
        return error == platform.wouldBlock || error == platform.noBuffers || error == platform.tooLong
                ? Sent.DROPPED
                : Sent.GONE;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        arena.close();
        try {
            var _ = (int) C.CLOSE.invokeExact(descriptor);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /** Turns what a method handle throws into what callers expect. */
    private static IOException failure(Throwable thrown) {
        return switch (thrown) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(thrown);
        };
    }

    /** The numbers in which platforms differ. */
    private enum Platform {
        /** SOCK_CLOEXEC; MSG_DONTWAIT and MSG_NOSIGNAL; EAGAIN, ENOBUFS, EMSGSIZE. */
        LINUX(0x80000, 0x4040, 11, 105, 90),
        /** No flag of the socket; MSG_DONTWAIT; EAGAIN, ENOBUFS, EMSGSIZE. */
        MACOS(0, 0x80, 35, 55, 40);

        private final int socketFlags;
        private final int sendFlags;
        private final int wouldBlock;
        private final int noBuffers;
        private final int tooLong;

        Platform(int socketFlags, int sendFlags, int wouldBlock, int noBuffers, int tooLong) {
            this.socketFlags = socketFlags;
            this.sendFlags = sendFlags;
            this.wouldBlock = wouldBlock;
            this.noBuffers = noBuffers;
            this.tooLong = tooLong;
        }

        /** Returns the platform this runs on, or null if it is none of these. */
        static @Nullable Platform current() {
            String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            return name.startsWith("linux") ? LINUX : name.startsWith("mac") ? MACOS : null;
        }

        /** Returns a {@code sockaddr_un}. */
        MemorySegment address(Arena arena, byte[] path) {
            MemorySegment address = arena.allocate(2 + path.length + 1L, 2);
            if (this == LINUX) {
                address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            } else {
                address.set(ValueLayout.JAVA_BYTE, 0, (byte) address.byteSize());
                address.set(ValueLayout.JAVA_BYTE, 1, (byte) AF_UNIX);
            }
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
            return address;
        }
    }

    /** The C library's functions; linked with the first use of this class. */
    private static final class C {
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
        private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
        private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

        static final MethodHandle SOCKET = link("socket", FunctionDescriptor.of(INT, INT, INT, INT), WITH_ERRNO);
        static final MethodHandle CONNECT =
                link("connect", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, INT), WITH_ERRNO);
        static final MethodHandle SEND = link(
                "send",
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, INT),
                WITH_ERRNO);
        static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(INT, INT));

        private C() {}

        @SuppressWarnings("restricted") // there is no other way to such a socket
        private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            return linker.downcallHandle(library.findOrThrow(name), type, options);
        }

        static int errno(MemorySegment state) {
            return (int) ERRNO.get(state, 0L);
        }
    }
}
