/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.TestUsers;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.ResponseType;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * Random imports between accounts, random requests from several threads, responders that answer at once or later, once, more
 * often or not at all: each requester gets what it should, and nothing is awaited in the end.
 */
class ServicePropertyTest {
    private static final int ACCOUNTS = 5;
    private static final int SUBJECTS = 4;
    private static final int THREADS = 4;
    private static final int REQUESTS = 150;

    private final Seed seed = Seed.forRun();
    private final Random random = seed.random();

    /** Where a subject of an account leads to. */
    private record Step(int account, String subject, ResponseType type) {}

    /** One request. */
    private record Request(int account, String subject, int answers, boolean later) {}

    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, AtomicInteger> got = new ConcurrentHashMap<>();
    private final Queue<HeldMessage> later = new ConcurrentLinkedQueue<>();

    @Test
    void everyRequestGetsItsAnswersAndNothingIsLeft() {
        try (TestKernel kernel = new TestUsers().kernel("");
                PlainAccounts accounts = new PlainAccounts(kernel.server(), new ServiceFlows())) {
            seed.run(() -> check(accounts, kernel));
        }
    }

    private void check(PlainAccounts accounts, TestKernel kernel) {
        lead(accounts);
        List<Subscription> inboxes = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            int number = account;
            accounts.space(name(account))
                    .add(new Subscription("svc.*", null, "r", (s, m) -> respond(accounts, number, m), Trait.PUBLIC));
            Subscription inbox = new Subscription("inbox.>", null, "i", (s, m) -> count(m), Trait.PUBLIC);
            accounts.space(name(account)).add(inbox);
            inboxes.add(inbox);
        }
        List<List<Request>> requests = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            requests.add(
                    random.ints(REQUESTS, 0, ACCOUNTS).mapToObj(this::request).toList());
        }
        Race.run(THREADS, thread -> send(accounts, thread, requests.get(thread)));
        Race.run(THREADS, thread -> answerLater(accounts));
        for (int thread = 0; thread < THREADS; thread++) {
            for (int i = 0; i < REQUESTS; i++) {
                Request request = requests.get(thread).get(i);
                AtomicInteger answers = got.get("inbox." + thread + "." + i);
                assertEquals(expected(request), answers == null ? 0 : answers.get(), request + " by " + chain(request));
            }
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            accounts.space(name(account)).remove(inboxes.get(account));
        }
        kernel.await("nothing is awaited", () -> accounts.flows().pendingResponses() == 0);
    }

    private static String name(int account) {
        return "A" + account;
    }

    /** Has some subjects of accounts lead to subjects of others, further up only. */
    private void lead(PlainAccounts accounts) {
        for (int from = 0; from < ACCOUNTS - 1; from++) {
            for (int i = 0; i < SUBJECTS; i++) {
                if (random.nextInt(4) == 0) {
                    continue;
                }
                int to = from + 1 + random.nextInt(ACCOUNTS - from - 1);
                ResponseType type = seed.oneOf(List.of(ResponseType.values()));
                String subject = (random.nextBoolean() ? "svc." : "ask.") + random.nextInt(SUBJECTS);
                Step step = new Step(to, subject, type);
                Export export = PlainAccounts.export(subject, type, Export.USUAL_THRESHOLD, null);
                accounts.open(name(from), "ask." + i, name(to), export);
                steps.put(from + " ask." + i, step);
            }
        }
    }

    private Request request(int account) {
        return new Request(account, "ask." + random.nextInt(SUBJECTS), random.nextInt(4), random.nextBoolean());
    }

    private void send(PlainAccounts accounts, int thread, List<Request> requests) {
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            int outcome = accounts.publish(
                    name(request.account),
                    request.subject,
                    "inbox." + thread + "." + i,
                    request.answers + (request.later ? " later" : ""));
            assertEquals(isServed(chain(request)) ? Outcome.DELIVERED : Outcome.NOBODY, outcome);
        }
    }

    private int count(Message message) {
        got.computeIfAbsent(message.subject().toString(), s -> new AtomicInteger())
                .incrementAndGet();
        return Outcome.DELIVERED;
    }

    private int respond(PlainAccounts accounts, int account, Message message) {
        HeldMessage request = message.hold();
        HeldMessage answered = FleetingMessage.held(name(account), request.reply(), PlainAccounts.payload(request));
        if (PlainAccounts.payload(request).endsWith("later")) {
            later.add(answered);
        } else {
            answer(accounts, answered);
        }
        return Outcome.DELIVERED;
    }

    private void answerLater(PlainAccounts accounts) {
        for (HeldMessage request = later.poll(); request != null; request = later.poll()) {
            answer(accounts, request);
        }
    }

    /** Sends as many answers as the request says, then an empty one unless it wants none. */
    private static void answer(PlainAccounts accounts, HeldMessage request) {
        int answers = PlainAccounts.payload(request).charAt(0) - '0';
        for (int i = 0; i < answers; i++) {
            accounts.publish(request.subject(), request.reply(), "", "answer " + i);
        }
        if (answers > 0) {
            accounts.publish(request.subject(), request.reply(), "", "");
        }
    }

    private List<Step> chain(Request request) {
        List<Step> chain = new ArrayList<>();
        for (@Nullable Step at = steps.get(request.account + " " + request.subject);
                at != null;
                at = steps.get(at.account + " " + at.subject)) {
            chain.add(at);
        }
        return chain;
    }

    /** Chains end where somebody answers, or where nobody knows the subject. */
    private static boolean isServed(List<Step> chain) {
        return !chain.isEmpty() && chain.getLast().subject.startsWith("svc.");
    }

    private int expected(Request request) {
        List<Step> chain = chain(request);
        if (request.answers == 0 || !isServed(chain)) {
            return 0;
        }
        boolean single = chain.stream().anyMatch(step -> step.type == ResponseType.SINGLETON);
        return single ? 1 : request.answers + 1;
    }
}
