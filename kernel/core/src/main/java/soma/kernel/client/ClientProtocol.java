/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;
import soma.spi.protocol.Protocol; import soma.spi.transport.*; import soma.spi.message.ByteView;
@SuppressWarnings({"MissingOverride", "UnusedVariable"})
public final class ClientProtocol implements Protocol {
  private final ClientEnvironment e;
  public ClientProtocol(ClientEnvironment e) {this.e = e;}
  public Session open(Link link, boolean dialed) { throw new UnsupportedOperationException(); }
}
