/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

/** Why no distribution could be built, in words for whoever runs the build. */
final class AssemblyException extends Exception {
    private static final long serialVersionUID = 1L;

    AssemblyException(String message) {
        super(message);
    }
}
