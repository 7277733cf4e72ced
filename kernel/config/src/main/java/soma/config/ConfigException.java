/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.util.List;
import java.util.stream.Collectors;
import soma.spi.config.ConfigNode.Position;

/**
 * A configuration that cannot be used. The message has one line for each problem; nothing but this is thrown for the
 * content of a file, whatever it is.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Makes an exception for some problems. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    ConfigException(Position at, String message) {
        this(List.of(new Problem(Problem.Severity.ERROR, at, message)));
    }

    /** Returns what is wrong, in the order in which it is shown. */
    public List<Problem> problems() {
        return problems;
    }
}
