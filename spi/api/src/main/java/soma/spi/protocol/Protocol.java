/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.protocol;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.transport.Link;
import soma.spi.transport.LinkReader;

/** What bytes mean on one kind of listener. Contributed under a name. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Protocol {
    /** Where protocols are contributed, under their name. */
    ExtensionPoint<Protocol> POINT = ExtensionPoint.named("protocol", Protocol.class);

    /**
     * Begins a session on a fresh link; the server may speak first.
     *
     * @param dialed whether this side opened the connection
     */
    @RunsOn(Context.OWNING_LOOP)
    Session open(Link link, boolean dialed);

    /** One connection of a protocol. Its methods run on the owning loop unless they say otherwise. */
    @RunsOn(Context.OWNING_LOOP)
    interface Session extends LinkReader {
        /** Returns what others may see of it. Any thread may call this. */
        SessionView view();

        /**
         * Tells the peer to go elsewhere; the server closes sessions later, spread over the lame duck period. Any thread may
         * call this.
         *
         * @return false if the peer cannot be told, since its protocol has no word for it or it is not ready
         */
        default boolean lameDuck() {
            return false;
        }

        /** Tells the peer again what INFO tells, as something in it has changed. Any thread may call this. */
        default void infoChanged() {}

        /**
         * Authenticates again, since what authenticators know has changed; closes if it is no longer welcome. Any thread may
         * call this.
         */
        default void readmit() {}

        /** Closes for a reason that monitoring shows. Any thread may call this. */
        void close(String reason);

        /**
         * Tells the peer of an error and closes. Any thread may call this.
         *
         * @param error  what the peer is told, if its protocol can
         * @param reason the reason that monitoring shows
         */
        default void refuse(String error, String reason) {
            close(reason);
        }
    }
}
