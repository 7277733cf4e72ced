/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import java.util.Optional;
import java.util.ServiceConfigurationError;

/** Puts what went wrong in foreign code into words, without keeping the exception and with it the code's classes. */
public final class Failures {
    private Failures() {}

    /** Returns the failure, and where it happened if code of the plugin threw it. */
    public static String describe(Throwable failure) {
        Throwable cause = failure;
        while (wraps(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ServiceConfigurationError) {
            return String.valueOf(cause.getMessage());
        }
        String where = Optional.of(cause.getStackTrace())
                .filter(trace -> trace.length > 0)
                .map(trace -> " at " + trace[0])
                .orElse("");
        return "it threw " + cause + where;
    }

    private static boolean wraps(Throwable failure) {
        return failure instanceof ServiceConfigurationError || failure instanceof ExceptionInInitializerError;
    }
}
