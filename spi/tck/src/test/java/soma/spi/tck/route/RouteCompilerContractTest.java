/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.space.SubjectSpace;

final class RouteCompilerContractTest {
    @Test
    void acceptsACorrectCompiler() {
        assertPasses(Right.class);
    }

    @Test
    void findsACompilerThatForgetsOrigins() {
        assertFails(
                Forgetful.class,
                "answersTheSameWithinASpace",
                "compilesOnSeveralThreads",
                "deliversWhatDecidingPerMessageDelivers");
    }

    @Test
    void findsACompilerThatIsAnotherWithinASpace() {
        assertFails(Astray.class, "answersTheSameWithinASpace");
        assertFails(Unconcerned.class, "answersTheSameWithinASpace");
        assertFails(Hasty.class, "answersTheSameWithinASpace");
    }

    @Test
    void findsACompilerThatChangesItsMind() {
        assertFails(
                Moody.class,
                "answersTheSameWithinASpace",
                "compilesOnSeveralThreads",
                "compilingDeliversNothingAndAnswersTheSameTwice",
                "deliversWhatDecidingPerMessageDelivers");
    }

    /** Maps foo to bar; keeps $SYS from what comes from elsewhere. */
    static class Right extends RouteCompilerContract {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper();
        }

        @Override
        protected int decide(RouteCompiler.Question question, Message message, NaiveRouter router) {
            String subject = question.subject();
            boolean denied =
                    subject.startsWith("$SYS") && !question.origin().toString().equals("HERE");
            return denied ? Outcome.DENIED : router.route(subject.equals("foo") ? "bar" : subject, message);
        }

        @Override
        protected List<String> tokens() {
            return List.of("foo", "bar", "$SYS");
        }
    }

    static class Mapper implements RouteCompiler {
        @Override
        public int order() {
            return MAPPING;
        }

        @Override
        public Route compile(Question question, Next next) {
            String subject = question.subject();
            if (isForeign(question) && subject.startsWith("$SYS")) {
                return Route.DENIED;
            }
            return next.compile(subject.equals("foo") ? question.withSubject("bar") : question);
        }

        boolean isForeign(Question question) {
            return !question.origin().equals(soma.spi.route.Origin.LOCAL);
        }
    }

    static class Forgetful extends Right {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper() {
                @Override
                boolean isForeign(Question question) {
                    return false;
                }
            };
        }
    }

    static class Astray extends Right {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper() {
                @Override
                public RouteCompiler within(SubjectSpace space) {
                    return new Forgetful().compiler();
                }
            };
        }
    }

    static class Unconcerned extends Right {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper() {
                @Override
                public boolean concerns(SubjectSpace space) {
                    return false;
                }
            };
        }
    }

    static class Hasty extends Right {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper() {
                @Override
                public boolean mayChange(SubjectSpace space, ByteView subject) {
                    return false;
                }
            };
        }
    }

    static class Moody extends Right {
        @Override
        protected RouteCompiler compiler() {
            return new Mapper() {
                private int asked;

                @Override
                public Route compile(Question question, Next next) {
                    return ++asked % 5 == 0 ? Route.DENIED : super.compile(question, next);
                }
            };
        }
    }
}
