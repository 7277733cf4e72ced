/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.auth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.message.HeldMessage;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link Authorization} must do. A test extends it and says again, as slowly and plainly as it likes, what is
 * allowed; both must agree on random subjects.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class AuthorizationContract {
    private static final int SUBJECTS = 10_000;
    private static final List<String> ODD_SUBJECTS = List.of(
            "",
            ".",
            "..",
            "a..b",
            ".a",
            "a.",
            "*",
            ">",
            ">.a",
            "a.>.b",
            "a.*b",
            " ",
            "a b",
            "\r\n",
            "\u0000",
            "ä.ö.\uD83D\uDE00",
            "\uD83D",
            "x".repeat(8192),
            "a.".repeat(4096) + "a");

    /** For subclasses. */
    protected AuthorizationContract() {}

    /** Makes the permissions; every test makes its own. */
    protected abstract Authorization authorization();

    /** Returns what is right for publishing on a literal subject. */
    protected abstract Verdict expectedPublish(String subject);

    /** Returns what is right for a subscription, whose subject may hold wildcards. */
    protected abstract Verdict expectedSubscribe(String subject, @Nullable String queue);

    /** Returns what is right for a delivery to a subscription that was allowed; true unless overridden. */
    protected boolean expectedReceive(String subject, @Nullable String queue) {
        return true;
    }

    /** Returns tokens that the permissions name, so that random subjects meet them. */
    protected abstract List<String> tokens();

    /** Returns queue groups that the permissions name. */
    protected List<String> queues() {
        return List.of("workers");
    }

    @Test
    public void agreesOnPublishing() {
        Authorization authorization = authorization();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < SUBJECTS; i++) {
                String subject = seed.literal(tokens());
                Verdict answer = authorization.mayPublish(subject);
                assertEquals(expectedPublish(subject), answer, "publish " + subject);
                assertEquals(answer, authorization.mayPublish(subject), "the same again: publish " + subject);
            }
        });
    }

    @Test
    public void agreesOnSubscribing() {
        Authorization authorization = authorization();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < SUBJECTS; i++) {
                String subject = seed.pattern(tokens());
                String queue = queue(seed);
                Verdict answer = authorization.maySubscribe(subject, queue);
                String what = "subscribe " + subject + " " + queue;
                assertEquals(expectedSubscribe(subject, queue), answer, what);
                assertEquals(answer, authorization.maySubscribe(subject, queue), "the same again: " + what);
            }
        });
    }

    @Test
    public void agreesOnReceiving() {
        Authorization authorization = authorization();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < SUBJECTS; i++) {
                String subject = seed.literal(tokens());
                String queue = queue(seed);
                boolean answer = authorization.mayReceive(subject, queue);
                String what = "receive " + subject + " " + queue;
                assertEquals(expectedReceive(subject, queue), answer, what);
                assertEquals(answer, authorization.mayReceive(subject, queue), "the same again: " + what);
            }
        });
    }

    @Test
    public void answersAboutBytesAsAboutText() {
        Authorization authorization = authorization();
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < SUBJECTS; i++) {
                compareBytesWithText(authorization, seed.pattern(tokens()), queue(seed));
            }
        });
        ODD_SUBJECTS.forEach(subject -> compareBytesWithText(authorization, subject, null));
    }

    private static void compareBytesWithText(Authorization authorization, String subject, @Nullable String queue) {
        HeldMessage message = FleetingMessage.held(subject, "_INBOX.tck.reply", "");
        FleetingMessage.during(message, shown -> {
            ByteView bytes = shown.subject();
            String text = bytes.toString();
            assertEquals(authorization.mayPublish(text), authorization.mayPublish(bytes), "publish " + text);
            assertEquals(
                    authorization.maySubscribe(text, queue),
                    authorization.maySubscribe(bytes, queue),
                    "subscribe " + text + " " + queue);
            return 0;
        });
    }

    @Test
    public void answersTheSameOnManyThreads() {
        Authorization authorization = authorization();
        Seed seed = Seed.forRun();
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            subjects.add(seed.literal(tokens()));
        }
        seed.run(() -> Race.run(8, number -> {
            for (String subject : subjects) {
                assertEquals(expectedPublish(subject), authorization.mayPublish(subject), "publish " + subject);
                assertEquals(
                        expectedSubscribe(subject, null),
                        authorization.maySubscribe(subject, null),
                        "subscribe " + subject);
            }
        }));
    }

    @Test
    public void neverThrows() {
        Authorization authorization = authorization();
        for (String subject : ODD_SUBJECTS) {
            String shown = subject.length() > 40 ? subject.substring(0, 40) + "…" : subject;
            assertDoesNotThrow(() -> authorization.mayPublish(subject), "publish '" + shown + "'");
            assertDoesNotThrow(() -> authorization.maySubscribe(subject, null), "subscribe '" + shown + "'");
            assertDoesNotThrow(() -> authorization.maySubscribe("foo", subject), "subscribe, queue '" + shown + "'");
            assertDoesNotThrow(() -> authorization.mayReceive(subject, null), "receive '" + shown + "'");
        }
    }

    @Test
    public void nothingIsGrantedBeforeARequest() {
        Authorization authorization = authorization();
        ReplyGrants grants = authorization.openReplyGrants();
        if (grants != null) {
            assertFalse(grants.use("_INBOX.never.asked"), "a reply without a request");
            ODD_SUBJECTS.forEach(subject -> assertDoesNotThrow(() -> grants.use(subject)));
        }
    }

    private @Nullable String queue(Seed seed) {
        return seed.random().nextBoolean() ? null : seed.oneOf(queues());
    }
}
