/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

final class AuthorizationContractTest {
    @Test
    void acceptsCorrectPermissions() {
        assertPasses(Right.class);
    }

    @Test
    void findsPermissionsThatForgetTheDot() {
        assertFails(Prefixed.class, "agreesOnPublishing", "answersTheSameOnManyThreads");
    }

    @Test
    void findsPermissionsThatChangeTheirMind() {
        assertFails(Moody.class, "agreesOnSubscribing", "answersAboutBytesAsAboutText", "answersTheSameOnManyThreads");
    }

    @Test
    void findsPermissionsThatReadBytesOtherwise() {
        assertFails(PublishesBytes.class, "answersAboutBytesAsAboutText");
        assertFails(SubscribesToBytes.class, "answersAboutBytesAsAboutText");
    }

    @Test
    void findsPermissionsThatThrow() {
        assertFails(Throwing.class, "answersAboutBytesAsAboutText", "neverThrows");
    }

    static class Orders implements Authorization {
        @Override
        public Verdict mayPublish(String subject) {
            return Subjects.matches("orders.>", subject) ? Verdict.YES : Verdict.NO;
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return Subjects.isSubset(subject, "orders.>") ? Verdict.YES : Verdict.NO;
        }
    }

    static class Right extends AuthorizationContract {
        @Override
        protected Authorization authorization() {
            return new Orders();
        }

        @Override
        protected Verdict expectedPublish(String subject) {
            return subject.startsWith("orders.") ? Verdict.YES : Verdict.NO;
        }

        @Override
        protected Verdict expectedSubscribe(String subject, @Nullable String queue) {
            return expectedPublish(subject);
        }

        @Override
        protected List<String> tokens() {
            return List.of("orders", "orders2", "new");
        }
    }

    static class Prefixed extends Right {
        @Override
        protected Authorization authorization() {
            return new Orders() {
                @Override
                public Verdict mayPublish(String subject) {
                    return subject.startsWith("orders") ? Verdict.YES : Verdict.NO;
                }
            };
        }
    }

    static class Moody extends Right {
        @Override
        protected Authorization authorization() {
            return new Orders() {
                private final AtomicInteger asked = new AtomicInteger();

                @Override
                public Verdict maySubscribe(String subject, @Nullable String queue) {
                    return asked.incrementAndGet() % 7 == 0 ? Verdict.NO : super.maySubscribe(subject, queue);
                }
            };
        }
    }

    static class PublishesBytes extends Right {
        @Override
        protected Authorization authorization() {
            return new Orders() {
                @Override
                public Verdict mayPublish(ByteView subject) {
                    return subject.length() > 0 && subject.byteAt(0) == 'o' ? Verdict.YES : Verdict.NO;
                }
            };
        }
    }

    static class SubscribesToBytes extends Right {
        @Override
        protected Authorization authorization() {
            return new Orders() {
                @Override
                public Verdict maySubscribe(ByteView subject, @Nullable String queue) {
                    return subject.length() > 0 && subject.byteAt(0) == 'o' ? Verdict.YES : Verdict.NO;
                }
            };
        }
    }

    static class Throwing extends Right {
        @Override
        protected Authorization authorization() {
            return new Orders() {
                @Override
                public Verdict mayPublish(String subject) {
                    return subject.charAt(0) == 'o' ? super.mayPublish(subject) : Verdict.NO;
                }
            };
        }
    }
}
