/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.annotation.HotPath;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport.LinkAcceptor;

/**
 * One TCP connection: the last handler of its channel's pipeline. All closing goes through the event loop, so that nothing
 * is written to a file descriptor that is closed. Confined to the loop, but for {@code write}, {@code pending} and what
 * tells the peer's address.
 */
final class NettyLink extends ChannelInboundHandlerAdapter implements Link {
    /** How long a closed link waits for a peer that takes nothing. */
    private static final long CLOSE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long a closed link is kept for a peer that takes its bytes slowly. */
    private static final long CLOSE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

    private final NettyLoop loop;
    private final Channel channel;
    private final LinkAcceptor acceptor;
    private final @Nullable CompletableFuture<Link> opened;
    private final ReadAllocator readAllocator;
    private final Outbound outbound;

    private String remoteHost = "";
    private String remoteAddress = "";
    private List<Certificate> peerCertificates = List.of();
    private volatile @Nullable SSLSession security;

    private @Nullable LinkReader reader;
    private @Nullable Inbound wire;
    private @Nullable Inbound last;
    private int codecs;
    private @Nullable Runnable afterRead;
    private boolean inRead;
    private boolean handedOver;
    private State state = State.OPEN;
    private @Nullable Throwable cause;

    /**
     * Makes the link of a channel that is registered and not yet active.
     *
     * @param opened completes once the acceptor has been asked; null if nobody waits for it
     */
    NettyLink(
            NettyLoop loop,
            Channel channel,
            IoModel model,
            LinkAcceptor acceptor,
            @Nullable CompletableFuture<Link> opened) {
        this.loop = loop;
        this.channel = channel;
        this.acceptor = acceptor;
        this.opened = opened;
        readAllocator = new ReadAllocator(loop, model.readsSynchronously());
        outbound = new Outbound(this, channel, channel instanceof EpollSocketChannel epoll ? epoll.fd() : null);
        channel.config().setRecvByteBufAllocator(readAllocator);
    }

    @Override
    public NettyLoop loop() {
        return loop;
    }

    @HotPath
    @Override
    public long write(Chunk first, int bytes) {
        return outbound.write(first, bytes);
    }

    @HotPath
    @Override
    public long pending() {
        return outbound.pending();
    }

    @Override
    public void reading(boolean on) {
        if (!isOpen() || on == channel.config().isAutoRead()) {
            return;
        }
        channel.config().setAutoRead(on);
        Inbound step = last;
        if (on && step != null) {
            // not at once: another link of this loop may be reading from the buffer that this needs
            loop.execute(() -> reoffer(step));
        }
    }

    @Override
    public void startTls(SSLEngine engine) {
        if (!isOpen()) {
            ReferenceCountUtil.release(engine); // a native one is freed by nobody else
            return;
        }
        outbound.useNetty();
        readAllocator.unshare();
        var tls = new SslHandler(engine, Thread::startVirtualThread);
        tls.setHandshakeTimeoutMillis(0); // who asked for TLS sets the limit
        tls.setCloseNotifyFlushTimeout(CLOSE_PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                secured(engine);
            } else {
                refused(handshake.cause());
            }
        });
        channel.pipeline().addFirst(tls);
        if (inRead) {
            afterRead = inOrder(afterRead, this::giveRestToTls);
        } else {
            giveRestToTls();
        }
    }

    @Override
    public void wrap(LinkCodec codec) {
        if (!isOpen()) {
            return;
        }
        outbound.encodeWith(codec);
        Inbound before = last;
        LinkReader target = reader;
        if (before == null || target == null) {
            throw new IllegalStateException("a codec can be put on a link once its reader is known");
        }
        Inbound after = new Inbound(this, target, ++codecs);
        before.redirect(new CodecStep(codec, after));
        last = after;
        if (inRead) {
            afterRead = inOrder(afterRead, before::reoffer);
        } else {
            // not at once: another link of this loop may be reading from the buffer that this needs
            loop.execute(() -> reoffer(before));
        }
    }

    @Override
    public void close() {
        if (!loop.inLoop()) {
            loop.execute(this::close);
            return;
        }
        if (!isOpen()) {
            return;
        }
        state = State.CLOSING;
        channel.config().setAutoRead(false);
        outbound.stop();
        outbound.flush();
        if (outbound.isEmpty()) {
            closeChannel();
        } else {
            closeWhenPeerTakesNothing(outbound.pending(), loop.nanoTime() + CLOSE_LIMIT_NANOS);
        }
    }

    @Override
    public void abort() {
        if (!loop.inLoop()) {
            loop.execute(this::abort);
            return;
        }
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        outbound.stop();
        closeChannelNow();
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public String remoteHost() {
        return remoteHost;
    }

    @Override
    public @Nullable SSLSession security() {
        return security;
    }

    @Override
    public List<Certificate> peerCertificates() {
        return peerCertificates;
    }

    /** Returns whether the reader is to be given bytes. */
    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Closes the link since something broke it. */
    void fail(Throwable broken) {
        if (isOpen()) {
            cause = broken;
        }
        abort();
    }

    /** Hears that the peer takes no more. */
    void blocked() {
        if (reader != null) {
            guard(reader::blocked);
        }
    }

    /** Hears that the peer took something. */
    void progress(long pending) {
        LinkReader target = reader;
        if (target != null) {
            guard(() -> target.progress(pending));
        }
    }

    /** Hears that everything has been written. */
    void drained() {
        if (state == State.CLOSING) {
            closeChannel();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        remoteHost = Addresses.host(channel.remoteAddress());
        remoteAddress = Addresses.hostAndPort(channel.remoteAddress());
        loop.add(this);
        try {
            LinkReader target = acceptor.open(this);
            reader = target;
            wire = new Inbound(this, target, 0);
            last = wire;
            if (outbound.isBlocked()) {
                target.blocked();
            }
        } catch (RuntimeException | Error e) {
            bug(e);
            if (opened != null) {
                opened.completeExceptionally(e);
            }
            return;
        }
        if (opened != null) {
            opened.complete(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (isOpen() && wire != null) {
                handedOver = true;
                loop.reading(this, ((ByteBuf) message).readableBytes());
                receive(wire, (ByteBuf) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!handedOver || reader == null) {
            return;
        }
        handedOver = false;
        try {
            reader.readComplete();
        } catch (RuntimeException | Error e) {
            bug(e);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE || event instanceof SslCloseCompletionEvent) {
            loop.execute(this::close); // after what this turn's reads have led to
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        Throwable broken = TlsFailure.of(thrown);
        if (!(broken instanceof IOException)) {
            LOG.warn("{}: closing a link that failed", remoteAddress, broken);
        }
        fail(broken);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        state = State.CLOSED;
        outbound.drop();
        if (wire != null) {
            wire.drop();
        }
        LinkReader target = reader;
        reader = null;
        if (target != null) {
            try {
                target.closed(cause);
            } catch (RuntimeException | Error e) {
                LOG.error("{}: a reader failed to close", remoteAddress, e);
            }
        }
        loop.remove(this);
    }

    /** Hands bytes to the reader. Allocates nothing, as it runs for every read. */
    private void receive(Inbound first, ByteBuf bytes) {
        inRead = true;
        try {
            ReadBuffer shared = loop.reads();
            if (shared.owns(bytes)) {
                first.take(shared, bytes.readerIndex(), bytes.readableBytes());
            } else {
                first.take(bytes);
            }
            runAfterRead();
        } catch (RuntimeException | Error e) {
            bug(e);
        } finally {
            inRead = false;
        }
    }

    private void reoffer(Inbound step) {
        LinkReader target = reader;
        if (!isOpen() || target == null) {
            return;
        }
        inRead = true;
        try {
            step.reoffer();
            runAfterRead();
            target.readComplete();
        } catch (RuntimeException | Error e) {
            bug(e);
        } finally {
            inRead = false;
        }
    }

    private void runAfterRead() {
        while (afterRead != null && isOpen()) {
            Runnable step = afterRead;
            afterRead = null;
            step.run();
        }
    }

    private static Runnable inOrder(@Nullable Runnable first, Runnable second) {
        return first == null
                ? second
                : () -> {
                    first.run();
                    second.run();
                };
    }

    private void giveRestToTls() {
        if (wire != null) {
            wire.moveRest(this::receiveAgain);
            channel.pipeline().fireChannelReadComplete();
        }
    }

    /** Puts bytes that were read already through the pipeline once more. */
    private void receiveAgain(ByteView bytes) {
        ByteBuf copy = channel.alloc().directBuffer(bytes.length(), bytes.length());
        MemorySegment.copy(
                bytes.segment(),
                bytes.offset(),
                MemorySegment.ofBuffer(copy.internalNioBuffer(0, bytes.length())),
                0,
                bytes.length());
        copy.writerIndex(bytes.length());
        channel.pipeline().fireChannelRead(copy);
    }

    /** Closes the link since the handshake failed, once the peer has been told so: that is the next thing that TLS does. */
    private void refused(Throwable why) {
        if (isOpen()) {
            cause = TlsFailure.of(why);
            outbound.stop();
            loop.execute(this::abort);
        }
    }

    private void secured(SSLEngine engine) {
        SSLSession session = engine.getSession();
        security = session;
        try {
            peerCertificates = List.of(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            peerCertificates = List.of(); // the peer was not asked to prove anything
        }
        if (isOpen() && reader != null) {
            guard(reader::secured);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells of the close
    private void closeChannel() {
        channel.close();
    }

    /** Closes from the wire's end of the pipeline, past TLS, which would wait for its farewell to be written. */
    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells of the close
    private void closeChannelNow() {
        channel.pipeline().firstContext().close();
    }

    private void closeWhenPeerTakesNothing(long pendingBefore, long limit) {
        loop.schedule(
                () -> {
                    if (state != State.CLOSING) {
                        return;
                    }
                    long pending = outbound.pending();
                    if (pending == pendingBefore || loop.nanoTime() - limit > 0) {
                        abort();
                    } else {
                        closeWhenPeerTakesNothing(pending, limit);
                    }
                },
                CLOSE_PATIENCE_NANOS);
    }

    private void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            bug(e);
        }
    }

    /** Closes the link since its owner threw what it should not have. */
    void bug(Throwable thrown) {
        LOG.error("{}: closing the link, its owner threw", remoteAddress, thrown);
        fail(thrown);
    }

    private enum State {
        OPEN,
        /** Nothing more is read or taken; what waits is being written. */
        CLOSING,
        CLOSED
    }
}
