/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.tck.auth.AuthorizationContract;

final class GuardedAuthorizationTest extends AuthorizationContract {
    @Override
    protected Authorization authorization() {
        return new GuardedAuthorization(Authorization.ALLOW_ALL);
    }

    @Override
    protected Verdict expectedPublish(String subject) {
        return subject.equals("$SYS.REQ.USER.AUTH") ? Verdict.NO : Verdict.YES;
    }

    @Override
    protected Verdict expectedSubscribe(String subject, @Nullable String queue) {
        return Verdict.YES;
    }

    @Override
    protected List<String> tokens() {
        return List.of("$SYS", "REQ", "USER", "AUTH");
    }
}
