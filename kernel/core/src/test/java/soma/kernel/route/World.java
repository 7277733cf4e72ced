/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import soma.kernel.route.Model.Decision;
import soma.kernel.route.Model.Party;
import soma.kernel.route.Model.Publication;
import soma.kernel.route.Model.RelayRule;
import soma.kernel.route.Model.Wish;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.message.QueueScope;
import soma.spi.route.Interest;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** A server and a model of it, which are told the same things and must do the same. */
final class World implements AutoCloseable {
    private static final String HEADERS = "NATS/1.0\r\nA: b\r\n\r\n";

    private final TestServer server = new TestServer();
    private final Model model = new Model();
    private final List<Client> clients = new ArrayList<>();
    private final List<FakeRelay> relays = new ArrayList<>();
    private final List<String> plugins = new ArrayList<>();
    private final Map<Wish, Subscription> pluginSubscriptions = new HashMap<>();
    private final Map<Wish, Interest> interests = new HashMap<>();
    private int number;

    /** A client on both sides. */
    final class Client {
        private final Party party;
        private final WireClient wire;
        private final boolean headers;

        private Client(Party party, WireClient wire, boolean headers) {
            this.party = party;
            this.wire = wire;
            this.headers = headers;
        }
    }

    /** A relay of one space that writes down what it is given. */
    private static final class FakeRelay implements Relay {
        private final Party party;
        private final RelayRule rule;
        private final List<String> given = new ArrayList<>();

        FakeRelay(Party party, RelayRule rule) {
            this.party = party;
            this.rule = rule;
        }

        @Override
        public boolean accepts(Question question, Interest interest) {
            return rule.accepted().contains(question.origin().scope());
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return rule.ranks().get(question.origin().scope());
        }

        @Override
        public int relay(Message message, List<String> queues) {
            given.add(message.payload() + " " + String.join(" ", queues));
            return Outcome.DELIVERED;
        }
    }

    @Override
    public void close() {
        server.close();
    }

    List<Client> clients() {
        return clients;
    }

    List<Wish> wishes() {
        return model.wishes();
    }

    int relays() {
        return relays.size();
    }

    // ---------------------------------------------------------------------------------------------- changes

    void connect(String space, Authorization authorization, boolean echo, boolean headers) {
        Party party = new Party("client" + number++, space, authorization, echo);
        server.user(party.name, space, authorization);
        String more = ",\"user\":\"" + party.name + "\",\"echo\":" + echo + ",\"no_responders\":" + headers;
        clients.add(new Client(party, server.connect(headers, more), headers));
    }

    void disconnect(Client client) {
        clients.remove(client);
        client.wire.close();
        model.wishes().removeIf(wish -> wish.party == client.party);
    }

    void subscribe(Client client, String pattern, @Nullable String queue) {
        String id = "s" + number++;
        client.wire.send("SUB " + pattern + (queue == null ? "" : " " + queue) + " " + id + "\r\n");
        boolean allowed = client.party.authorization.maySubscribe(pattern, queue) == Verdict.YES;
        assertEquals(allowed ? 0 : 1, Arrival.all(client.wire.take()).size(), "errors on SUB " + pattern);
        if (allowed) {
            model.wishes().add(new Wish(client.party, id, pattern, queue, null));
        }
    }

    void subscribePlugin(String space, String pattern, @Nullable String queue) {
        Party party = new Party("plugin" + number++, space, Authorization.ALLOW_ALL, true);
        Wish wish = new Wish(party, "p", pattern, queue, null);
        Subscription subscription = new Subscription(
                pattern,
                queue,
                "p",
                (s, message) -> {
                    plugins.add(wish.key() + " " + message.payload());
                    return Outcome.DELIVERED;
                },
                Trait.PUBLIC);
        server.space(space).add(subscription);
        model.wishes().add(wish);
        pluginSubscriptions.put(wish, subscription);
    }

    void addRelay(String space, RelayRule rule) {
        relays.add(new FakeRelay(new Party("relay" + number++, space, Authorization.ALLOW_ALL, true), rule));
    }

    void want(int relay, String pattern, @Nullable String queue, int weight) {
        FakeRelay wanting = relays.get(relay);
        Interest interest = new Interest(wanting, pattern, queue, weight, "");
        boolean there = interests.values().stream()
                .anyMatch(i -> i.relay() == wanting && i.subject().equals(pattern) && Objects.equals(i.queue(), queue));
        server.space(wanting.party.space).addInterest(interest);
        if (!there) {
            Wish wish = new Wish(wanting.party, "i", pattern, queue, wanting.rule);
            model.wishes().add(wish);
            interests.put(wish, interest);
        }
    }

    /** Ends a wish, at once or after so many messages. */
    void end(Wish wish, int after) {
        Subscription plugin = pluginSubscriptions.remove(wish);
        Interest interest = interests.remove(wish);
        if (plugin != null) {
            server.space(wish.party.space).remove(plugin);
        } else if (interest != null) {
            server.space(wish.party.space).removeInterest(interest);
        } else {
            Client owner = clients.stream()
                    .filter(client -> client.party == wish.party)
                    .findFirst()
                    .orElseThrow();
            owner.wire.send("UNSUB " + wish.id + (after == 0 ? "" : " " + after) + "\r\n");
            if (after > wish.delivered) {
                wish.max = after;
                return;
            }
        }
        model.wishes().remove(wish);
    }

    void invalidate(String space) {
        server.space(space).invalidateRoutes();
    }

    // ---------------------------------------------------------------------------------------------- messages

    /** Publishes from a client and compares what becomes of it. */
    void publish(Client source, String subject, String reply, boolean withHeaders) {
        Publication message =
                new Publication(source.party.space, source.party, subject, reply, Origin.LOCAL.scope(), QueueScope.ALL);
        boolean headers = withHeaders && source.headers;
        String payload = "m" + number++;
        Decision decision = model.decide(message);
        String answer = reply.isEmpty() ? "" : reply + " ";
        int size = payload.length();
        source.wire.send(
                headers
                        ? "HPUB " + subject + " " + answer + HEADERS.length() + " " + (HEADERS.length() + size) + "\r\n"
                                + HEADERS + payload + "\r\n"
                        : "PUB " + subject + " " + answer + size + "\r\n" + payload + "\r\n");
        List<Arrival> own = Arrival.all(source.wire.take());
        compare(message, decision, payload, headers ? HEADERS : "", source, own);
        List<Arrival> rest =
                own.stream().filter(a -> !a.payload().equals(payload)).toList();
        boolean asked = !decision.denied() && decision.reachesNobody() && !reply.isEmpty() && source.headers;
        Set<String> waiting = asked ? model.plainIdsOf(source.party, reply) : Set.of();
        assertEquals(decision.denied() || !waiting.isEmpty() ? 1 : 0, rest.size(), "errors and answers: " + rest);
        if (decision.denied()) {
            String text = "-ERR 'Permissions Violation for Publish to \"" + subject + "\"'";
            assertEquals(text, rest.getFirst().subject());
        } else if (!waiting.isEmpty()) {
            Arrival status = rest.getFirst();
            assertTrue(waiting.contains(status.id()), status + " (expected: to one of " + waiting + ")");
            assertEquals(reply, status.subject());
            assertEquals("NATS/1.0 503\r\nNats-Subject: " + subject + "\r\n\r\n", status.headers());
        }
    }

    /** Publishes straight into a space and compares what becomes of it. */
    void publish(Publication message) {
        String payload = "m" + number++;
        Decision decision = model.decide(message);
        int outcome;
        try (MessageBuffer buffer = new MessageBuffer()) {
            Message made = buffer.set(
                    message.subject(), message.reply(), new byte[0], payload.getBytes(StandardCharsets.UTF_8));
            made.origin(Origin.of(message.from(), ""));
            made.queueScope(message.queues());
            outcome = server.space(message.space()).publish(made);
        }
        assertEquals(decision.reachesNobody() ? Outcome.NOBODY : Outcome.DELIVERED, outcome, "the outcome");
        compare(message, decision, payload, "", null, List.of());
    }

    private void compare(
            Publication message,
            Decision decision,
            String payload,
            String headers,
            @Nullable Client source,
            List<Arrival> own) {
        Map<String, Integer> actual = new TreeMap<>();
        for (Client client : clients) {
            List<Arrival> arrivals = client == source ? own : Arrival.all(client.wire.take());
            for (Arrival arrival : arrivals) {
                if (arrival.payload().equals(payload)) {
                    String shown = client.headers ? headers : "";
                    assertEquals(
                            new Arrival(arrival.id(), message.subject(), message.reply(), shown, payload), arrival);
                    actual.merge(client.party.name + "." + arrival.id(), 1, Integer::sum);
                } else {
                    assertTrue(client == source, client.party.name + " got what it should not: " + arrival);
                }
            }
        }
        plugins.forEach(delivery -> {
            assertTrue(delivery.endsWith(" " + payload), delivery);
            actual.merge(delivery.substring(0, delivery.indexOf(' ')), 1, Integer::sum);
        });
        plugins.clear();
        relays.forEach(relay -> addGiven(relay, payload, decision, actual));
        judge(decision, actual);
        actual.keySet().forEach(key -> model.served(key, message));
    }

    private static void addGiven(FakeRelay relay, String payload, Decision decision, Map<String, Integer> actual) {
        String name = relay.party.name;
        assertTrue(relay.given.size() <= 1, name + " was given a message more than once: " + relay.given);
        for (String given : relay.given) {
            String[] words = given.split(" ");
            assertEquals(payload, words[0]);
            for (int i = 1; i < words.length; i++) {
                actual.merge(name + "[" + words[i] + "]", 1, Integer::sum);
            }
            if (decision.plain().contains(name) || words.length == 1) {
                actual.merge(name, 1, Integer::sum);
            }
        }
        relay.given.clear();
    }

    private static void judge(Decision decision, Map<String, Integer> actual) {
        Map<String, Integer> left = new TreeMap<>(actual);
        for (String key : decision.plain()) {
            assertEquals(1, left.getOrDefault(key, 0), "deliveries to " + key + " of " + actual);
            left.remove(key);
        }
        decision.groups().forEach((queue, members) -> {
            int served =
                    members.stream().mapToInt(key -> left.getOrDefault(key, 0)).sum();
            assertEquals(1, served, "deliveries to queue group " + queue + " " + members + " of " + actual);
            members.forEach(left::remove);
        });
        assertEquals(Map.of(), left, "deliveries to those who should get nothing; expected: " + decision);
    }
}
