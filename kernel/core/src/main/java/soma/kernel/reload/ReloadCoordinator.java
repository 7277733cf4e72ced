/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.reload;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembler;
import soma.kernel.assembly.Configured;
import soma.kernel.assembly.ProblemList;
import soma.kernel.session.SessionTable;
import soma.spi.config.ConfigNode;
import soma.spi.config.ReloadPlan;
import soma.spi.protocol.Protocol.Session;

/**
 * Reloads the configuration in two steps: every owner binds and prepares, and only if nobody objects is anything applied.
 * One reload at a time; a private lock sees to it, held while plugins commit.
 */
public final class ReloadCoordinator {
    private final Object lock = new Object();
    private final Assembler assembler;
    private final SessionTable sessions;
    private final Runnable infoChanged;
    private final Logger log;
    private Configured current;

    /**
     * Makes a coordinator.
     *
     * @param current     what is in force
     * @param infoChanged sends INFO again
     */
    public ReloadCoordinator(
            Assembler assembler, Configured current, SessionTable sessions, Runnable infoChanged, Logger log) {
        this.assembler = assembler;
        this.current = current;
        this.sessions = sessions;
        this.infoChanged = infoChanged;
        this.log = log;
    }

    /**
     * Reads a configuration and applies it, unless errors are reported: then nothing has changed. Reading belongs to it, so
     * that of two reloads at a time the one that has read last is the last to be applied.
     *
     * @param reader  reads the configuration; what it throws is thrown
     * @param digest  returns the fingerprint of what was read last
     * @param applied takes the fingerprint of what is in force then
     * @return what has changed, a line for each change
     */
    public List<String> reload(
            Supplier<ConfigNode> reader, Supplier<String> digest, Consumer<String> applied, ProblemList problems) {
        synchronized (lock) {
            List<String> changes = apply(reader.get(), problems);
            if (!problems.hasErrors()) {
                String fingerprint = digest.get();
                applied.accept(fingerprint);
                log.info("Reloaded server configuration{}", fingerprint.isEmpty() ? "" : " (" + fingerprint + ")");
            }
            return changes;
        }
    }

    /**
     * Applies a configuration, unless errors are reported: then nothing has changed.
     *
     * @return what has changed, a line for each change
     */
    public List<String> reload(ConfigNode root, ProblemList problems) {
        return reload(() -> root, () -> "", _ -> {}, problems);
    }

    private List<String> apply(ConfigNode root, ProblemList problems) {
        Configured next = assembler.bind(root, problems);
        if (problems.hasErrors()) {
            return List.of();
        }
        List<ReloadPlan> plans = current.prepare(next, problems);
        if (problems.hasErrors()) {
            return List.of();
        }
        plans.forEach(this::commit);
        current = next;
        if (plans.stream().anyMatch(ReloadPlan::affectsAdmission)) {
            sessions.forEach(this::readmit);
        }
        if (plans.stream().anyMatch(ReloadPlan::affectsInfo)) {
            infoChanged.run();
        }
        return plans.stream().map(ReloadPlan::describe).toList();
    }

    /** Others have been committed already, so a plan that breaks its promise cannot stop the rest. */
    private void commit(ReloadPlan plan) {
        try {
            plan.commit();
            log.info("Reloaded: {}", plan.describe());
        } catch (RuntimeException e) {
            log.error("A change that was agreed to failed: {}", plan.describe(), e);
        }
    }

    private void readmit(Session session) {
        try {
            session.readmit();
        } catch (RuntimeException e) {
            log.error(
                    "Session {} failed to authenticate again",
                    session.view().identity().id(),
                    e);
        }
    }
}
