/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import soma.spi.annotation.Api;

/**
 * An address to listen on or to dial.
 *
 * @param scheme the name of the transport: {@code tcp}, {@code unix}, {@code inproc}
 * @param host   a host name or address, or what the transport has in its place
 * @param port   the port; 0 to listen on any free one
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Endpoint(String scheme, String host, int port) {
    /** Makes an endpoint of host and port. */
    public static Endpoint tcp(String host, int port) {
        return new Endpoint("tcp", host, port);
    }

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
