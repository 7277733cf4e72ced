/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.tck.fixture.Seed;

/** Makes rules by chance. */
record RandomRules(Seed seed, int most) {
    static final List<String> TOKENS = List.of("a", "b", "foo", "bar");
    static final List<String> QUEUES = List.of("v1", "v1.a", "v2.b", "a");
    private static final List<String> QUEUE_PATTERNS = List.of("v1", "v1.*", ">", "*", "*.b", "v2.>");

    PermissionRules next() {
        Responses responses = seed.random().nextInt(4) == 0 ? new Responses(1, Duration.ofSeconds(1)) : null;
        return new PermissionRules(subjects(false), subjects(true), responses);
    }

    private Subjects subjects(boolean queues) {
        return new Subjects(seed.random().nextInt(3) == 0 ? null : patterns(queues), patterns(queues));
    }

    private List<String> patterns(boolean queues) {
        List<String> all = new ArrayList<>();
        for (int i = seed.random().nextInt(most + 1); i > 0; i--) {
            boolean qualified = queues && seed.random().nextInt(4) == 0;
            all.add(seed.pattern(TOKENS) + (qualified ? " " + seed.oneOf(QUEUE_PATTERNS) : ""));
        }
        return all;
    }
}
