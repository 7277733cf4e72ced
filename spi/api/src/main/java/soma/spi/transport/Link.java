/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.memory.Chunk;

/**
 * One connection as its owner sees it. Everything belongs to the owning loop, except the methods that say that any thread
 * may call them.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.OWNING_LOOP)
public interface Link {
    /** Returns the loop that owns this link. Any thread may call this. */
    @RunsOn(Context.ANY_THREAD)
    EventLoop loop();

    /**
     * Writes a chain of chunks, which the link takes over whatever happens. Never blocks. Chains given by one thread are
     * written in order; on the owning loop the link may write at once. Any thread may call this.
     *
     * @param first the first chunk of the chain
     * @param bytes how many bytes the chain holds
     * @return the bytes that now wait to be written, or -1 when the link is closed and the chain was dropped
     */
    @HotPath
    @RunsOn(Context.ANY_THREAD)
    long write(Chunk first, int bytes);

    /** Returns the bytes that wait to be written. Any thread may call this. */
    @HotPath
    @RunsOn(Context.ANY_THREAD)
    long pending();

    /**
     * Stops or resumes reading. While it is off, the reader is handed nothing. When it is resumed, bytes that were read
     * and not used up are handed over again, in a later turn of the loop, even if no more have arrived.
     */
    void reading(boolean on);

    /** Returns whether {@link #startTls} can be called. Links that never leave the JVM need no TLS and take none. */
    @RunsOn(Context.ANY_THREAD)
    default boolean takesTls() {
        return true;
    }

    /**
     * Continues over TLS from here on; what was written before still goes out in the clear. Bytes that were read and not
     * yet used up are taken as the beginning of the handshake.
     *
     * @throws UnsupportedOperationException if the transport does no TLS
     */
    void startTls(SSLEngine engine);

    /**
     * Puts a codec between the wire and the reader from here on.
     *
     * @throws UnsupportedOperationException if the transport takes no codecs
     */
    void wrap(LinkCodec codec);

    /** Writes what waits to be written, then closes. Nothing more is read. Does nothing when closed. */
    void close();

    /** Closes now, dropping what waits to be written. Does nothing when closed. */
    void abort();

    /** Returns the peer's address as {@code host:port}. Any thread may call this. */
    @RunsOn(Context.ANY_THREAD)
    String remoteAddress();

    /** Returns the peer's address without port, as INFO's {@code client_ip} has it. Any thread may call this. */
    @RunsOn(Context.ANY_THREAD)
    String remoteHost();

    /** Returns the TLS session once it is established; null in the clear. Any thread may call this. */
    @RunsOn(Context.ANY_THREAD)
    default @Nullable SSLSession security() {
        return null;
    }

    /** Returns the certificates that the peer proved to own, its own first; empty without TLS. */
    default List<Certificate> peerCertificates() {
        return List.of();
    }
}
