/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to talk to the system. Asking for one loads its native library. */
enum IoModel {
    /** The best of those available. */
    AUTO,
    /** Linux, with writes that go past Netty. */
    EPOLL,
    /** The JDK's, everywhere. */
    NIO,
    /** Linux; reads into a buffer per connection. */
    IO_URING;

    /** Returns the model of a configured name. */
    static Optional<IoModel> named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.configName().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the model to use.
     *
     * @throws IllegalStateException if this one is not available here
     */
    IoModel resolve() {
        if (this == AUTO) {
            return EPOLL.isAvailable() ? EPOLL : NIO;
        }
        Throwable why = unavailable(this);
        if (why != null) {
            throw new IllegalStateException(
                    "transport type '" + configName() + "' is not available here: " + reason(why)
                            + " (set transport.type to auto or nio)",
                    why);
        }
        return this;
    }

    /** Returns whether this one can be used here. */
    boolean isAvailable() {
        return unavailable(this) == null;
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case AUTO, NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            case AUTO, NIO -> NioServerSocketChannel.class;
        };
    }

    Class<? extends Channel> channel() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case AUTO, NIO -> NioSocketChannel.class;
        };
    }

    /** Returns whether a read is over when Netty hands over what it read, so that links can share a buffer. */
    boolean readsSynchronously() {
        return this != IO_URING;
    }

    private static @Nullable Throwable unavailable(IoModel model) {
        return switch (model) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case AUTO, NIO -> null;
        };
    }

    /** Returns the first reason given; Netty wraps some in errors without one. */
    private static String reason(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null) {
                return message;
            }
        }
        return why.toString();
    }
}
