/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembler;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.Configured;
import soma.kernel.assembly.ProblemList;
import soma.kernel.session.SessionTable;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakeLog;
import soma.kernel.testing.FakePlugin;
import soma.kernel.testing.FakeSession;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode.Position;
import soma.spi.config.ConfigSection;
import soma.spi.config.ReloadPlan;

class ReloadCoordinatorTest {
    private final List<String> done = new ArrayList<>();
    private final FakeLog log = new FakeLog();
    private final SessionTable sessions = new SessionTable(InstantSource.system(), () -> Assembly.EMPTY, () -> 10);
    private final FakeSession session = new FakeSession(1);
    private ReloadCoordinator coordinator;

    /** Makes a plugin with one key of its own name, whose values "bad" and "fails" are refused and break. */
    private FakePlugin plugin(String id) {
        var key = ConfigKey.of(id, "text", "", ConfigKey.Reload.YES, "");
        return FakePlugin.named(id)
                .declaring(d -> d.section(new ConfigSection<>(
                        id, List.of(key), root -> root.text(key, ""), (before, after, problems) -> {
                            if (after.equals("bad")) {
                                problems.error(new Position("reload", 0, 0), id + " is bad");
                            }
                            return before.equals(after) ? List.of() : List.of(new Plan(id + " = " + after));
                        })));
    }

    private final class Plan implements ReloadPlan {
        private final String text;

        Plan(String text) {
            this.text = text;
        }

        @Override
        public String describe() {
            return text;
        }

        @Override
        public boolean affectsAdmission() {
            return text.startsWith("users");
        }

        @Override
        public boolean affectsInfo() {
            return text.startsWith("urls");
        }

        @Override
        public void commit() {
            if (text.endsWith("fails")) {
                throw new IllegalStateException("broken promise");
            }
            done.add(text);
        }
    }

    @BeforeEach
    void start() {
        sessions.opened(session);
        var problems = new ProblemList();
        Assembler assembler = Assembler.of(
                List.of(plugin("users"), plugin("urls"), plugin("words")), _ -> Optional.empty(), problems);
        Configured configured = assembler.bind(Conf.of(), problems);
        assertEquals(List.of(), problems.entries());
        coordinator = new ReloadCoordinator(assembler, configured, sessions, () -> done.add("infoChanged"), log);
    }

    private List<String> reload(Object... pairs) {
        var problems = new ProblemList();
        coordinator.reload(Conf.of(pairs), problems);
        return problems.entries().stream().map(ProblemList.Entry::message).toList();
    }

    @Test
    void commitsInPluginOrderAndThenTellsSessionsOnce() {
        assertEquals(List.of(), reload("words", "w", "urls", "u", "users", "x"));
        assertEquals(List.of("users = x", "urls = u", "words = w", "infoChanged"), done);
        assertEquals(List.of("readmit"), session.calls);
        assertEquals(
                List.of(
                        "INFO Reloaded: users = x",
                        "INFO Reloaded: urls = u",
                        "INFO Reloaded: words = w",
                        "INFO Reloaded server configuration"),
                log.lines());
    }

    @Test
    void appliesNothingWhenOneOwnerObjects() {
        assertEquals(List.of("urls is bad", "words is bad"), reload("users", "x", "urls", "bad", "words", "bad"));
        assertEquals(List.of(), done);
        assertEquals(List.of(), log.lines());
        assertEquals(List.of(), session.calls);
    }

    @Test
    void appliesNothingWhenTheConfigurationIsWrong() {
        assertEquals(1, reload("users", "x", "unknown", 1).size());
        assertEquals(List.of(), done);
    }

    @Test
    void comparesWithWhatWasAppliedLast() {
        reload("users", "x");
        reload("users", "bad");
        done.clear();
        reload("users", "x");
        assertEquals(List.of(), done);
        reload("users", "y");
        assertEquals(List.of("users = y"), done);
    }

    @Test
    void leavesSessionsAloneWhenNothingConcernsThem() {
        reload("words", "w");
        assertEquals(List.of("words = w"), done);
        assertEquals(List.of(), session.calls);
    }

    @Test
    void goesOnWhenACommitBreaksItsPromise() {
        reload("users", "fails", "words", "w");
        assertEquals(List.of("words = w"), done);
        assertTrue(log.lines().getFirst().startsWith("ERROR A change that was agreed to failed: users = fails"));
    }
}
