/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Authorization;
import soma.spi.message.ByteView;

/**
 * The permissions of another plugin, and never a request to a service.
 *
 * @param rest the permissions otherwise
 */
record GuardedAuthorization(Authorization rest) implements Authorization {
    private static final byte[] SUBJECT = Interviewer.SUBJECT.getBytes(StandardCharsets.US_ASCII);

    @Override
    public Verdict mayPublish(String subject) {
        return subject.equals(Interviewer.SUBJECT) ? Verdict.NO : rest.mayPublish(subject);
    }

    @Override
    public Verdict mayPublish(ByteView subject) {
        return subject.contentEquals(SUBJECT) ? Verdict.NO : rest.mayPublish(subject);
    }

    @Override
    public Verdict maySubscribe(String subject, @Nullable String queue) {
        return rest.maySubscribe(subject, queue);
    }

    @Override
    public Verdict maySubscribe(ByteView subject, @Nullable String queue) {
        return rest.maySubscribe(subject, queue);
    }

    @Override
    public boolean mayReceive(String subject, @Nullable String queue) {
        return rest.mayReceive(subject, queue);
    }

    @Override
    public boolean filters(String subject, @Nullable String queue) {
        return rest.filters(subject, queue);
    }

    @Override
    public Map<String, Object> describe() {
        return rest.describe();
    }

    @Override
    public @Nullable ReplyGrants openReplyGrants() {
        return rest.openReplyGrants();
    }
}
