/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.accounts.TestUsers.in;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.spi.auth.Authorization;

/** What clients see of streams that one account has from another. */
class StreamImportTest {
    private final TestUsers users = new TestUsers();
    private @Nullable TestKernel started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    /** Starts a kernel in which A exports everything and B has these imports. */
    private TestKernel kernel(String imports) {
        TestKernel kernel = users.kernel(configuration(imports));
        started = kernel;
        return kernel;
    }

    private static String configuration(String imports) {
        return "accounts { A { exports: [ {stream: \">\"} ] }, B { exports: [ {stream: \">\"} ], imports: [ " + imports
                + " ] }, C { imports: [ {stream: {account: B, subject: \">\"}} ] } }";
    }

    private static String stream(String subject, String more) {
        return "{stream: {account: A, subject: \"" + subject + "\"}" + more + "}";
    }

    private static TestConnection subscribed(TestKernel kernel, String account, String... subjects) {
        TestConnection client = in(kernel, account);
        for (int i = 0; i < subjects.length; i++) {
            client.send("SUB " + subjects[i] + " " + (i + 1) + "\r\n");
        }
        return client;
    }

    private static String publish(String subject) {
        return "PUB " + subject + " 1\r\nx\r\n";
    }

    private static String msg(String subject, int id) {
        return "MSG " + subject + " " + id + " 1\r\nx\r\n";
    }

    @Test
    void accountsAreWorldsOfTheirOwn() {
        TestKernel kernel = kernel("");
        TestConnection a = subscribed(kernel, "A", "s");
        TestConnection b = subscribed(kernel, "B", "s");
        in(kernel, "A").send(publish("s")).expectIn();
        a.expect(msg("s", 1));
        assertEquals("", b.take());
    }

    @Test
    void whoeverSubscribesToWhatIsImportedGetsIt() {
        TestKernel kernel = kernel(stream("s.*", ""));
        TestConnection b = subscribed(kernel, "B", "s.x", "s.*", "s.>", "*.x", ">");
        in(kernel, "A").send(publish("s.x")).expectIn();
        String got = b.take();
        for (int id = 1; id <= 5; id++) {
            assertTrue(got.contains(msg("s.x", id)), got);
        }
        assertEquals(5 * msg("s.x", 1).length(), got.length());
        in(kernel, "A").send(publish("s") + publish("s.x.y") + publish("t.x")).expectIn();
        assertEquals("", b.take());
    }

    @Test
    void onlyWhatIsWantedIsSubscribedToAtTheExporter() {
        TestKernel kernel = kernel(stream("s.>", ", prefix: p"));
        subscribed(kernel, "B", "p.s.a.*", "other");
        assertEquals(1, kernel.space("A").subscriptions());
        assertTrue(kernel.space("A").hasInterest("s.a.b"));
        assertEquals(false, kernel.space("A").hasInterest("s.b.b"));
    }

    @Test
    void aPrefixIsPutBeforeTheSubject() {
        TestKernel kernel = kernel(stream("s.>", ", prefix: \"from.a\""));
        TestConnection b = subscribed(kernel, "B", "from.a.s.x", "from.>", "s.x");
        in(kernel, "A").send(publish("s.x")).expectIn();
        assertEquals(
                msg("from.a.s.x", 1).length() + msg("from.a.s.x", 2).length(),
                b.take().length());
    }

    @Test
    void wildcardsCanChangePlaces() {
        TestKernel kernel = kernel(stream("s.*.*", ", to: \"x.$2.$1\""));
        TestConnection b = subscribed(kernel, "B", "x.b.a", "x.*.a", "x.a.*");
        in(kernel, "A").send(publish("s.a.b")).expectIn();
        String got = b.take();
        assertTrue(got.contains(msg("x.b.a", 1)) && got.contains(msg("x.b.a", 2)), got);
        assertEquals(msg("x.b.a", 1).length() * 2, got.length());
    }

    @Test
    void oneSubjectCanHaveAnotherName() {
        TestKernel kernel = kernel(stream("s", ", to: \"local.name\""));
        TestConnection b = subscribed(kernel, "B", "local.*", "s");
        in(kernel, "A").send(publish("s")).expectIn();
        b.expect(msg("local.name", 1));
    }

    @Test
    void replyAndHeadersComeAlong() {
        TestKernel kernel = kernel(stream("s", ", to: t"));
        TestConnection b = subscribed(kernel, "B", "t");
        in(kernel, "A").send("HPUB s r 18 20\r\nNATS/1.0\r\nA: B\r\n\r\nhi\r\n").expectIn();
        String got = b.take();
        assertTrue(got.startsWith("HMSG t 1 r "), got);
        assertTrue(got.contains("A: B") && got.endsWith("hi\r\n"), got);
    }

    @Test
    void aQueueGroupIsOneAcrossTheAccounts() {
        TestKernel kernel = kernel(stream("s", ""));
        TestConnection one = in(kernel, "B").send("SUB s q 1\r\n");
        TestConnection two = in(kernel, "B").send("SUB s q 1\r\n");
        TestConnection local = in(kernel, "A").send("SUB s q 1\r\n");
        TestConnection a = in(kernel, "A");
        int messages = 90;
        for (int i = 0; i < messages; i++) {
            a.send(publish("s"));
        }
        int length = msg("s", 1).length();
        int first = one.take().length() / length;
        int second = two.take().length() / length;
        int third = local.take().length() / length;
        assertEquals(messages, first + second + third);
        assertTrue(first > 0 && second > 0 && third > 0, first + " " + second + " " + third);
    }

    @Test
    void nothingIsLeftOfASubscriptionThatEnds() {
        TestKernel kernel = kernel(stream("s", ""));
        TestConnection b = subscribed(kernel, "B", "s");
        TestConnection a = in(kernel, "A");
        assertEquals(1, kernel.space("A").subscriptions());
        b.send("UNSUB 1\r\n").expectIn();
        a.send(publish("s")).expectIn();
        assertEquals("", b.take());
        assertEquals(0, kernel.space("A").subscriptions());
        b.send("SUB s 2\r\nUNSUB 2 2\r\n");
        a.send(publish("s").repeat(3)).expectIn();
        b.expect(msg("s", 2).repeat(2));
        assertEquals(0, kernel.space("A").subscriptions());
        b.send("SUB s 3\r\n");
        b.close();
        assertEquals(0, kernel.space("A").subscriptions());
    }

    @Test
    void aStreamIsNotPassedOnTwice() {
        TestKernel kernel = kernel(stream("s", ""));
        TestConnection b = subscribed(kernel, "B", "s");
        TestConnection c = subscribed(kernel, "C", "s");
        in(kernel, "A").send(publish("s")).expectIn();
        b.expect(msg("s", 1));
        assertEquals("", c.take());
        in(kernel, "B").send(publish("s")).expectIn();
        b.expect(msg("s", 1));
        c.expect(msg("s", 1));
    }

    @Test
    void whatIsDeniedUnderEitherNameIsNotDelivered() {
        users.permit("B", new Authorization() {
            @Override
            public Verdict mayPublish(String subject) {
                return Verdict.YES;
            }

            @Override
            public Verdict maySubscribe(String subject, @Nullable String queue) {
                return Verdict.YES;
            }

            @Override
            public boolean mayReceive(String subject, @Nullable String queue) {
                return !subject.equals("s.remote") && !subject.equals("p.s.local");
            }
        });
        TestKernel kernel = kernel(stream("s.*", ", prefix: p"));
        TestConnection b = subscribed(kernel, "B", "p.>");
        in(kernel, "A")
                .send(publish("s.remote") + publish("s.local") + publish("s.x"))
                .expectIn();
        b.expect(msg("p.s.x", 1));
    }

    @Test
    void subscriptionsFollowImportsThatComeAndGo() {
        TestKernel kernel = kernel("");
        TestConnection b = subscribed(kernel, "B", "s", "t");
        TestConnection a = in(kernel, "A");
        kernel.reload(configuration(stream("s", "")));
        a.send(publish("s")).expectIn();
        b.expect(msg("s", 1));
        kernel.reload(configuration(stream("s", ", to: t")));
        a.send(publish("s")).expectIn();
        b.expect(msg("t", 2));
        kernel.reload(configuration(""));
        a.send(publish("s")).expectIn();
        assertEquals("", b.take());
        assertEquals(0, kernel.space("A").subscriptions());
    }

    @Test
    void anAccountThatImportsNothingCostsNothing() {
        TestKernel kernel = kernel(stream("s", ""));
        subscribed(kernel, "A", "s");
        assertEquals(0, kernel.space("B").subscriptions());
        assertEquals(1, kernel.space("A").subscriptions());
    }
}
