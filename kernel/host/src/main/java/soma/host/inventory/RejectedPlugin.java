/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plugin, or something that should have been one, that is not used. The texts may quote hostile input, so control
 * characters are replaced and the length is bounded.
 *
 * @param id       the plugin's id, or null if it could not be told
 * @param location where it was found
 * @param reason   what is wrong: what was found and what was expected
 * @param remedy   what to do
 */
public record RejectedPlugin(@Nullable String id, String location, String reason, String remedy) {
    private static final int LONGEST = 1000;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");

    /** Makes a refusal whose texts fit on one line. */
    public RejectedPlugin {
        id = id == null ? null : oneLine(id);
        location = oneLine(location);
        reason = oneLine(reason);
        remedy = oneLine(remedy);
    }

    /** Returns the one line for the log. */
    public String line() {
        String who = id == null ? location : "plugin '" + id + "' (" + location + ")";
        return who + " is not loaded: " + reason + "; " + remedy;
    }

    @Override
    public String toString() {
        return line();
    }

    private static String oneLine(String text) {
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
