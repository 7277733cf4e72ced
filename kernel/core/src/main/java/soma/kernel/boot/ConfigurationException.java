/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import soma.kernel.assembly.ProblemList;

/** Says everything that is wrong with the configuration or the plugins, one line per problem. */
public final class ConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Makes an exception of at least one error; warnings may be among them. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, warnings first. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the warnings. */
    static List<Problem> throwErrors(ProblemList list) {
        List<Problem> warnings = list.entries().stream()
                .filter(entry -> !entry.error())
                .map(Problem::of)
                .toList();
        if (list.hasErrors()) {
            var all = new ArrayList<>(warnings);
            list.entries().stream()
                    .filter(ProblemList.Entry::error)
                    .map(Problem::of)
                    .forEach(all::add);
            throw new ConfigurationException(all);
        }
        return warnings;
    }
}
