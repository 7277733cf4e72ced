/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/** A change that was checked and can be applied. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.WORKER)
public interface ReloadPlan {
    /** Returns what changes, for the log, without a prefix: {@code "max_payload = 1024"}. Never shows a secret. */
    String describe();

    /** Returns whether connections must be authenticated again afterwards. */
    default boolean affectsAdmission() {
        return false;
    }

    /** Returns whether INFO must be sent again afterwards. */
    default boolean affectsInfo() {
        return false;
    }

    /** Applies the change. Must not fail: everything that can fail belongs into {@code prepare}. */
    void commit();

    /** Makes a plan of a description and what to do, after which connections are authenticated and INFO is sent again. */
    static ReloadPlan ofLogins(String description, Runnable commit) {
        return new ReloadPlan() {
            @Override
            public String describe() {
                return description;
            }

            @Override
            public boolean affectsAdmission() {
                return true;
            }

            @Override
            public boolean affectsInfo() {
                return true;
            }

            @Override
            public void commit() {
                commit.run();
            }
        };
    }

    /** Makes a plan of a description and what to do. */
    static ReloadPlan of(String description, Runnable commit) {
        return new ReloadPlan() {
            @Override
            public String describe() {
                return description;
            }

            @Override
            public void commit() {
                commit.run();
            }
        };
    }
}
