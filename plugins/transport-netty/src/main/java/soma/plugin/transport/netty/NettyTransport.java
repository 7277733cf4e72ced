/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

/** Listens and dials by Netty. Any thread may listen and dial; {@code start} and {@code stop} block. */
final class NettyTransport implements Transport, Lifecycle {
    private static final int BACKLOG = 4096;
    private static final int STOP_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);

    private final TransportOptions options;
    private final List<NettyListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Running running;

    NettyTransport(TransportOptions options) {
        this.options = options;
    }

    @Override
    public void start(Server server) {
        start();
    }

    /** Loads the native library and starts the loops. */
    void start() {
        InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
        IoModel model = options.type().resolve();
        var group = new MultiThreadIoEventLoopGroup(
                options.loops(), new DefaultThreadFactory("tcp-loop", true), model.handlers());
        var loops = new ArrayList<NettyLoop>();
        for (EventExecutor executor : group) {
            loops.add(new NettyLoop((SingleThreadIoEventLoop) executor, options.readBuffer()));
        }
        running = new Running(model, group, List.copyOf(loops));
        LOG.debug("{} event loops by {}", loops.size(), model.configName());
    }

    @Override
    public void stop() {
        Running stopping = running;
        running = null;
        if (stopping == null) {
            return;
        }
        listeners.forEach(NettyListener::close);
        listeners.clear();
        stopping.closeLinks();
        Future<?> ended = stopping.group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        if (ended.awaitUninterruptibly(2L * STOP_SECONDS, TimeUnit.SECONDS)) {
            stopping.loops.forEach(NettyLoop::free);
        } else {
            LOG.warn("event loops did not end within {} s; their memory is not freed", 2 * STOP_SECONDS);
        }
    }

    @Override
    public CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor acceptor) {
        Running now = running;
        if (now == null) {
            return CompletableFuture.failedFuture(notRunning("listen on", endpoint));
        }
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(now.group)
                .channel(now.model.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(now.initializer(acceptor, null));
        var bound = new CompletableFuture<Listener>();
        resolve(
                "listen",
                endpoint,
                bound,
                addresses -> bind(now, bootstrap, endpoint, bindable(endpoint.host(), addresses), bound));
        return bound;
    }

    @Override
    public CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor acceptor) {
        Running now = running;
        if (now == null) {
            return CompletableFuture.failedFuture(notRunning("dial", endpoint));
        }
        var opened = new CompletableFuture<Link>();
        Bootstrap bootstrap = new Bootstrap()
                .group(now.group)
                .channel(now.model.channel())
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(now.initializer(acceptor, opened));
        resolve("dial", endpoint, opened, addresses -> connect(bootstrap, endpoint, addresses, opened));
        return opened;
    }

    private void bind(
            Running now,
            ServerBootstrap bootstrap,
            Endpoint endpoint,
            List<InetAddress> candidates,
            CompletableFuture<Listener> bound) {
        bootstrap
                .bind(new InetSocketAddress(candidates.getFirst(), endpoint.port()))
                .addListener(result -> {
                    Throwable cause = result.cause();
                    if (cause == null) {
                        Channel channel = ((ChannelFuture) result).channel();
                        int port = ((InetSocketAddress) channel.localAddress()).getPort();
                        var listener = new NettyListener(
                                channel, new Endpoint(endpoint.scheme(), endpoint.host(), port), now.loops);
                        listeners.add(listener);
                        channel.closeFuture().addListener(closed -> listeners.remove(listener));
                        bound.complete(listener);
                        return;
                    }
                    IOException error = Addresses.error("listen", endpoint.address(), "bind", cause);
                    if (candidates.size() > 1 && !Addresses.isTaken(error)) {
                        bind(now, bootstrap, endpoint, candidates.subList(1, candidates.size()), bound);
                    } else {
                        bound.completeExceptionally(error);
                    }
                });
    }

    private static void connect(
            Bootstrap bootstrap, Endpoint endpoint, List<InetAddress> candidates, CompletableFuture<Link> opened) {
        var address = new InetSocketAddress(candidates.getFirst(), endpoint.port());
        bootstrap.connect(address).addListener(result -> {
            Throwable cause = result.cause();
            if (cause == null) {
                return; // the link completes the stage once it is open
            }
            if (candidates.size() > 1) {
                connect(bootstrap, endpoint, candidates.subList(1, candidates.size()), opened);
            } else {
                opened.completeExceptionally(Addresses.error("dial", Addresses.hostAndPort(address), "connect", cause));
            }
        });
    }

    /** Goes on with the addresses of a host; a name is looked up on a thread that may block. */
    private static void resolve(
            String operation, Endpoint endpoint, CompletableFuture<?> outcome, Consumer<List<InetAddress>> action) {
        String host = endpoint.host().isEmpty() ? "0.0.0.0" : endpoint.host();
        Runnable lookUp = () -> {
            try {
                action.accept(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                outcome.completeExceptionally(
                        new IOException(operation + " tcp: lookup " + host + ": no such host", e));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        };
        if (NetUtil.createByteArrayFromIpAddressString(host) != null) {
            lookUp.run();
        } else {
            Thread.startVirtualThread(lookUp);
        }
    }

    /** Returns the addresses to try, in order: a wildcard means IPv6 and IPv4, as it does for nats-server. */
    private static List<InetAddress> bindable(String host, List<InetAddress> addresses) {
        InetAddress first = addresses.getFirst();
        if (!first.isAnyLocalAddress() || NetUtil.isIpV4StackPreferred()) {
            return List.of(first);
        }
        try {
            return List.of(InetAddress.getByName("::"), InetAddress.getByName("0.0.0.0"));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("cannot parse a wildcard address for host '" + host + "'", e);
        }
    }

    private static IllegalStateException notRunning(String operation, Endpoint endpoint) {
        return new IllegalStateException(
                "cannot " + operation + " " + endpoint.address() + ": the transport does not run");
    }

    /** What exists between start and stop. */
    private record Running(IoModel model, MultiThreadIoEventLoopGroup group, List<NettyLoop> loops) {
        ChannelHandler initializer(LinkAcceptor acceptor, @Nullable CompletableFuture<Link> opened) {
            return new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new NettyLink(loopOf(channel), channel, model, acceptor, opened));
                }
            };
        }

        @SuppressWarnings("ReferenceEquality") // a loop equals only itself
        private NettyLoop loopOf(Channel channel) {
            for (NettyLoop loop : loops) {
                if (loop.executor() == channel.eventLoop()) {
                    return loop;
                }
            }
            throw new IllegalStateException("a channel was registered with an unknown event loop");
        }

        void closeLinks() {
            CompletableFuture<?>[] closing =
                    loops.stream().map(NettyLoop::closeLinks).toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(closing).get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("some links did not close within {} s", STOP_SECONDS);
            }
        }
    }
}
