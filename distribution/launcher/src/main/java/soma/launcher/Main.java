/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import java.util.List;

/** The program. Ends the process with nats-server's exit codes. */
public final class Main {
    private Main() {}

    /** Does what the arguments say; does not return. */
    public static void main(String... arguments) {
        System.exit(new Command(Program.current(), new Signals()).run(List.of(arguments)));
    }
}
