/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;

/** Sends each line as a datagram to a syslog server; what exceeds the usual limit of such servers is cut off. */
final class SyslogOutput implements Output {
    private static final int LONGEST = 8 * 1024;

    private final InetSocketAddress server;
    private DatagramSocket socket;

    SyslogOutput(LogOptions.Syslog options) throws IOException {
        this.server = new InetSocketAddress(options.host(), options.port());
        if (server.isUnresolved()) {
            throw new UnknownHostException("remote_syslog: no address for host '" + options.host() + "'");
        }
        this.socket = new DatagramSocket();
    }

    /** Returns the name of this machine. */
    static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public List<Notice> write(Instant now, Line line) throws IOException {
        append(line);
        return List.of();
    }

    @Override
    public void append(Line line) throws IOException {
        if (socket.isClosed()) {
            // An interrupt of a virtual thread that was sending closes the socket.
            socket = new DatagramSocket();
        }
        socket.send(new DatagramPacket(line.bytes(), 0, Math.min(line.length(), LONGEST), server));
    }

    @Override
    public void close() {
        socket.close();
    }
}
