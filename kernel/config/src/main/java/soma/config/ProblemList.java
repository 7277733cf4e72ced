/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.util.ArrayList;
import java.util.List;
import soma.config.Problem.Severity;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.Problems;

/**
 * Collects what the owners of the sections report. Warnings come first when shown, as with nats-server; otherwise the
 * order of the reports is kept. Confined to one thread.
 */
public final class ProblemList implements Problems {
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();

    /** Makes an empty list. */
    public ProblemList() {}

    @Override
    public void error(Position at, String message) {
        errors.add(new Problem(Severity.ERROR, at, message));
    }

    @Override
    public void warning(Position at, String message) {
        warnings.add(new Problem(Severity.WARNING, at, message));
    }

    /** Adds a problem found elsewhere. */
    public void add(Problem problem) {
        (problem.severity() == Severity.ERROR ? errors : warnings).add(problem);
    }

    /** Returns the warnings. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** Returns the errors. */
    public List<Problem> errors() {
        return List.copyOf(errors);
    }

    /** Returns whether anything keeps the configuration from being used. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Returns whether nothing was reported. */
    public boolean isEmpty() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    /** Returns all problems, warnings first. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(errors);
        return List.copyOf(all);
    }

    /** Returns one line for each problem, each ended by a line feed, warnings first. */
    public String render() {
        StringBuilder text = new StringBuilder();
        all().forEach(p -> text.append(p).append('\n'));
        return text.toString();
    }

    /**
     * Does nothing if there are no errors.
     *
     * @throws ConfigException with all problems, if any is an error
     */
    public void throwIfErrors() throws ConfigException {
        if (hasErrors()) {
            throw new ConfigException(all());
        }
    }
}
