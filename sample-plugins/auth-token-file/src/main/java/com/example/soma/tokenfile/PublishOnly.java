/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Authorization;
import soma.spi.subject.Subjects;

// tag::authorization[]
/**
 * Permissions that limit publishing and nothing else. Asked once per subject, not per message.
 *
 * @param allowed what may be published
 */
record PublishOnly(List<String> allowed) implements Authorization {
    @Override
    public Verdict mayPublish(String subject) {
        boolean allows = allowed.stream().anyMatch(pattern -> Subjects.matches(pattern, subject));
        return allows ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Verdict maySubscribe(String subject, @Nullable String queue) {
        return Verdict.YES;
    }
}
// end::authorization[]
