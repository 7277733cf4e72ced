/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.config.ConfigSection;
import soma.spi.config.Durations;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** The users in force. Safe for any thread. */
final class CurrentUsers {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentUsers.class);

    private volatile UserTable table = new UserTable(UsersConfig.NONE);

    /** Returns the section that reads and replaces them. */
    ConfigSection<UsersConfig> section() {
        return new ConfigSection<>("users", UsersKeys.TOP, UsersBinder::bind, this::prepare);
    }

    UserTable table() {
        return table;
    }

    /** Puts what was configured in force, without a word to anyone. */
    void use(UsersConfig config) {
        table = new UserTable(config);
    }

    /** Logs what the operator should be advised of. */
    void advise() {
        table.advice().forEach(LOG::warn);
    }

    /** Prepares a change of the configuration. */
    private List<ReloadPlan> prepare(UsersConfig before, UsersConfig after, Problems problems) {
        List<ReloadPlan> plans = new ArrayList<>();
        if (!before.users().equals(after.users()) || !before.anonymous().equals(after.anonymous())) {
            plans.add(new Change(new UserTable(after.with(keepingOld(after.users())))));
        }
        if (!before.timeout().equals(after.timeout())) {
            String timeout = after.timeout().map(Durations::format).orElse("default");
            plans.add(ReloadPlan.of(
                    "authorization timeout = " + timeout,
                    () -> use(table.config().within(after.timeout()))));
        }
        return plans;
    }

    /** Keeps users that have not changed, since their credentials may remember costly proofs. */
    private List<User> keepingOld(List<User> users) {
        Map<User, User> old = new HashMap<>();
        table.config().users().forEach(user -> old.put(user, user));
        return users.stream().map(user -> old.getOrDefault(user, user)).toList();
    }

    private final class Change implements ReloadPlan {
        private final UserTable next;
        private final boolean showsInInfo;

        Change(UserTable next) {
            this.next = next;
            this.showsInInfo = next.announces() != table.announces() || next.needsNonce() != table.needsNonce();
        }

        @Override
        public String describe() {
            return "authorization users";
        }

        @Override
        public boolean affectsAdmission() {
            return true;
        }

        @Override
        public boolean affectsInfo() {
            return showsInInfo;
        }

        @Override
        public void commit() {
            table = next;
            advise();
        }
    }
}
