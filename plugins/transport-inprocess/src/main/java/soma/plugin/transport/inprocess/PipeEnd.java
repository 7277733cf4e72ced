/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

/** Is told what changed in the pipes of one end of a connection. Called on any thread, without any lock held. */
interface PipeEnd {
    /** Hears that there are bytes to read, or that there will be no more. */
    void readable();

    /** Hears that bytes fit again, or that the other end takes none any more. */
    void writable();
}
