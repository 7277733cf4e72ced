/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.HeldMessage;
import soma.spi.message.MessageBuffer;

/** Who is behind a request that came through a service import, as the import tells in a header. */
final class Requester {
    private static final byte[] HEADER = "Nats-Request-Info".getBytes(StandardCharsets.US_ASCII);

    private Requester() {}

    /** Returns the account that the request comes from; empty if it was made in the system account itself. */
    static Optional<String> accountOf(HeldMessage request) throws BadBodyException {
        if (request.headers().length == 0) {
            return Optional.empty();
        }
        ByteView value = new ByteView();
        try (MessageBuffer buffer = new MessageBuffer()) {
            if (!Headers.find(buffer.set(request).headers(), HEADER, value)) {
                return Optional.empty();
            }
            Body about = Body.read("ClientInfo", value.toString().getBytes(StandardCharsets.UTF_8));
            String through = about.text("svc");
            return Optional.of(through.isEmpty() ? about.text("acc") : through).filter(name -> !name.isEmpty());
        }
    }
}
