/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.index.Member;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.FakeLink;
import soma.kernel.lane.FakeOwner;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Lanes;
import soma.kernel.lane.Outlet;
import soma.kernel.options.CoreOptions;
import soma.kernel.participant.ParticipantTable;
import soma.kernel.participant.SessionParticipant;
import soma.kernel.space.Space;
import soma.kernel.space.SpaceTable;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.auth.Admission;
import soma.spi.auth.Authorization;
import soma.spi.message.Message;
import soma.spi.participant.Identity;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteVisitor;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** Frames published on a lane that the test drives. */
class PublisherTest {
    private volatile Assembly assembly = Assembly.EMPTY;
    private final ManualLoop loop = new ManualLoop();
    private final Lanes lanes = new Lanes();
    private final SpaceTable spaces = new SpaceTable(() -> assembly, lanes);
    private final ParticipantTable participants = new ParticipantTable(lanes, spaces, () -> CoreOptions.DEFAULTS);
    private final Space space = spaces.defaultSpace();
    private final Arena arena = Arena.ofConfined();
    private final Lane lane = lanes.enter();
    private final Frames frames = new Frames(arena, lane);
    private final FakeLink link = new FakeLink(loop);
    private final FakeOwner owner = new FakeOwner();
    private final Outlet outlet = new Outlet(link, owner, 64 << 20, false);

    @AfterEach
    void free() {
        lanes.exit(lane);
        lanes.close();
        arena.close();
        loop.close();
    }

    private SessionParticipant participant(Authorization authorization) {
        return participants.admitSession(
                new Identity(1, "Client", "", ""), Admission.to(space).with(authorization), Origin.LOCAL, true);
    }

    private ClientSink subscribe(String subject, @Nullable String queue, String id) {
        ClientSink sink = new ClientSink(lanes, outlet, id.getBytes(StandardCharsets.US_ASCII), true);
        space.add(new Member(new Subscription(subject, queue, id, sink, Trait.PUBLIC), sink));
        return sink;
    }

    private int publish(SessionParticipant source, String subject) {
        Publisher publisher = source.publisher(lane);
        Frame frame = frames.of(subject, "hi");
        CachedRoute route = publisher.find(frame, null);
        return route == null ? publisher.publishOnce(frame, source) : publisher.publish(route, frame, source);
    }

    private String written() {
        lane.flush();
        return link.take();
    }

    @Test
    void aSubjectIsCompiledTheSecondTimeAndKeptFromThen() {
        subscribe("foo", null, "1");
        Publisher publisher = participant(Authorization.ALLOW_ALL).publisher(lane);
        assertNull(publisher.find(frames.of("foo", "hi"), null));
        CachedRoute second = publisher.find(frames.of("foo", "hi"), null);
        assertNotNull(second);
        assertSame(second, publisher.find(frames.of("foo", "hi"), null));
        assertSame(second, publisher.find(frames.of("foo", "hi"), second));
    }

    @Test
    void aKeptRouteIsCompiledAgainTheSecondTimeAfterAChangeThatConcernsIt() {
        Publisher publisher = participant(Authorization.ALLOW_ALL).publisher(lane);
        publisher.find(frames.of("foo", "hi"), null);
        CachedRoute kept = publisher.find(frames.of("foo", "hi"), null);
        subscribe("foo", null, "1");
        assertNull(publisher.find(frames.of("foo", "hi"), kept));
        subscribe("foo", null, "2");
        assertNull(publisher.find(frames.of("foo", "hi"), kept), "the second change came before the second time");
        CachedRoute again = publisher.find(frames.of("foo", "hi"), kept);
        assertNotNull(again);
        assertNotSame(kept, again);
        assertSame(again, publisher.find(frames.of("foo", "hi"), again));
        space.invalidateRoutes();
        assertNull(publisher.find(frames.of("foo", "hi"), again));
    }

    @Test
    void whoeverHasPermissionsNeverUsesAStaleRoute() {
        SessionParticipant source = participant(TestPermissions.receivingAllBut("x"));
        for (int i = 0; i < 6; i++) {
            subscribe("foo", null, "s" + i);
            for (int times = 0; times < 3; times++) {
                assertEquals(Outcome.DELIVERED, publish(source, "foo"));
                assertEquals(i + 1, written().split("MSG foo").length - 1);
            }
        }
    }

    @Test
    void participantsWithTheSameAuthorizationShareTheirRoutes() {
        Authorization one = TestPermissions.receivingAllBut("x");
        assertSame(participant(one).publisher(lane), participant(one).publisher(lane));
        assertSame(
                participant(Authorization.ALLOW_ALL).publisher(lane),
                participant(Authorization.ALLOW_ALL).publisher(lane));
        assertNotSame(
                participant(one).publisher(lane),
                participant(Authorization.ALLOW_ALL).publisher(lane));
    }

    @Test
    void subjectsThatAreNoTextAreTakenByteForByte() {
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        byte[] odd = {'a', (byte) 0xFF, 'b'};
        ClientSink sink = new ClientSink(lanes, outlet, new byte[] {'1'}, true);
        space.add(new Member(new Subscription(odd, null, "1", sink, Trait.PUBLIC), sink));
        assertEquals(Outcome.NOBODY, publish(source, "a\uFFFDb"));
        assertEquals(Outcome.NOBODY, publish(source, "a\uFFFDb"));
        assertEquals("", written());
    }

    @Test
    void aSubscriptionThatHadItsShareCountsAsNobody() {
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        ClientSink sink = subscribe("foo", null, "1");
        sink.limit(2);
        // its owner hears of the limit on another loop, and has not come to ending the subscription yet
        for (int expected : new int[] {Outcome.DELIVERED, Outcome.DELIVERED, Outcome.NOBODY, Outcome.NOBODY}) {
            assertEquals(expected, publish(source, "foo"));
        }
        assertEquals("MSG foo 1 2\r\nhi\r\n".repeat(2), written());
        assertEquals(List.of("limit of 1"), owner.told());
    }

    @Test
    void aMessageDroppedForCongestionCountsAsNobody() {
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        Outlet dropping = new Outlet(link, owner, 64 << 20, true);
        ClientSink sink = new ClientSink(lanes, dropping, "1".getBytes(StandardCharsets.US_ASCII), true);
        space.add(new Member(new Subscription("foo", null, "1", sink, Trait.PUBLIC), sink));
        link.pending(9 << 20);
        assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        assertEquals("MSG foo 1 2\r\nhi\r\n", written());
        for (int i = 0; i < 3; i++) {
            assertEquals(Outcome.NOBODY, publish(source, "foo"), "message " + i + " for a congested connection");
        }
        assertEquals("", written());
    }

    @Test
    void aQueueGroupPassesOverAMemberThatHadItsShare() {
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo", "w", "1").limit(1);
        subscribe("foo", "w", "2");
        for (int i = 0; i < 50; i++) {
            assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        }
        String all = written();
        assertEquals(50, all.split("MSG foo").length - 1);
        assertTrue(all.split("MSG foo 1 ").length - 1 <= 1, "member 1 takes one message at most");
    }

    @Test
    void aCompilerThatFailsDropsTheMessageUntilSomethingChanges() {
        Broken broken = new Broken();
        assembly = new Assembly(Map.of(RouteCompiler.POINT, List.of(broken)), Map.of());
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo", null, "1");
        assertEquals(Outcome.NOBODY, publish(source, "foo"));
        assertEquals(Outcome.NOBODY, publish(source, "foo"));
        broken.works = true;
        assertEquals(Outcome.NOBODY, publish(source, "foo"));
        space.invalidateRoutes();
        assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        assertEquals("MSG foo 1 2\r\nhi\r\n", written());
    }

    private static final class Broken implements RouteCompiler {
        private boolean works;

        @Override
        public int order() {
            return MAPPING;
        }

        @Override
        public Route compile(Question question, Next next) {
            if (!works) {
                throw new IllegalStateException("broken on purpose");
            }
            return next.compile(question);
        }
    }

    @Test
    void aNewAssemblyIsUsedOnceRoutesAreInvalidated() {
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo", null, "1");
        publish(source, "foo");
        publish(source, "foo");
        assembly = new Assembly(Map.of(RouteCompiler.POINT, List.of(new DenyAll())), Map.of());
        spaces.invalidateRoutes();
        assertEquals(Outcome.DENIED, publish(source, "foo"));
        assembly = Assembly.EMPTY;
        spaces.invalidateRoutes();
        assertEquals(Outcome.DELIVERED, publish(source, "foo"));
    }

    private static final class DenyAll implements RouteCompiler {
        @Override
        public int order() {
            return ADMISSION;
        }

        @Override
        public Route compile(Question question, Next next) {
            return Route.DENIED;
        }
    }

    @Test
    void subjectsSeenOnceByWhoeverHasPermissionsPushOutNoKeptRoute() {
        SessionParticipant source = participant(TestPermissions.receivingAllBut("x"));
        Publisher publisher = source.publisher(lane);
        publish(source, "foo");
        publish(source, "foo");
        CachedRoute kept = publisher.find(frames.of("foo", "hi"), null);
        for (int i = 0; i < 10_000; i++) {
            publish(source, "_INBOX." + i);
        }
        assertSame(kept, publisher.find(frames.of("foo", "hi"), null));
    }

    @Test
    void aCompilerThatASpaceDoesNotConcernIsNotAskedUntilThatChanges() {
        Concerned compiler = new Concerned();
        assembly = new Assembly(Map.of(RouteCompiler.POINT, List.of(compiler)), Map.of());
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo", null, "1");
        for (int i = 0; i < 3; i++) {
            assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        }
        assertEquals(0, compiler.compiled);
        compiler.concerned = true;
        space.invalidateRoutes();
        assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        assertEquals(1, compiler.compiled);
    }

    private static final class Concerned implements RouteCompiler {
        private boolean concerned;
        private int compiled;

        @Override
        public int order() {
            return MAPPING;
        }

        @Override
        public boolean concerns(SubjectSpace asked) {
            return concerned;
        }

        @Override
        public Route compile(Question question, Next next) {
            compiled++;
            return next.compile(question);
        }
    }

    @Test
    void whoTakesPartWithinASpaceIsAskedForOnceUntilRoutesAreInvalidated() {
        Settled compiler = new Settled();
        assembly = new Assembly(Map.of(RouteCompiler.POINT, List.of(compiler)), Map.of());
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo.>", null, "1");
        for (int i = 0; i < 3; i++) {
            assertEquals(Outcome.DENIED, publish(source, "foo." + i));
        }
        assertEquals(List.of(space), compiler.settledIn);
        space.invalidateRoutes();
        assertEquals(Outcome.DENIED, publish(source, "foo.0"));
        assertEquals(List.of(space, space), compiler.settledIn);
    }

    private static final class Settled implements RouteCompiler {
        private final List<SubjectSpace> settledIn = new ArrayList<>();

        @Override
        public int order() {
            return MAPPING;
        }

        @Override
        public RouteCompiler within(SubjectSpace asked) {
            settledIn.add(asked);
            return new DenyAll();
        }

        @Override
        public Route compile(Question question, Next next) {
            return next.compile(question);
        }
    }

    @Test
    void permissionsAreAskedAboutASubjectThatIsSeenOnceWithoutCompilingItsRoute() {
        SessionParticipant source =
                participant(new TestPermissions(List.of("denied.>"), List.of("answer.>"), List.of(), List.of()));
        Publisher publisher = source.publisher(lane);
        assertNull(publisher.find(frames.of("free.1", "hi"), null));
        assertTrue(Publisher.isDenied(find(publisher, "denied.1")));
        assertTrue(Publisher.mayDeny(find(publisher, "answer.1")));
    }

    private CachedRoute find(Publisher publisher, String subject) {
        return Objects.requireNonNull(publisher.find(frames.of(subject, "hi"), null));
    }

    @Test
    void aRouteThatMustNotBeKeptIsCompiledForEveryMessage() {
        Uncacheable compiler = new Uncacheable();
        assembly = new Assembly(Map.of(RouteCompiler.POINT, List.of(compiler)), Map.of());
        SessionParticipant source = participant(Authorization.ALLOW_ALL);
        subscribe("foo", null, "1");
        for (int i = 0; i < 5; i++) {
            assertEquals(Outcome.DELIVERED, publish(source, "foo"));
        }
        assertEquals(5, compiler.compiled);
        Publisher publisher = source.publisher(lane);
        CachedRoute last = publisher.find(frames.of("foo", "hi"), null);
        assertNotSame(last, publisher.find(frames.of("foo", "hi"), last));
        assertEquals(7, compiler.compiled);
    }

    private static final class Uncacheable implements RouteCompiler {
        private int compiled;

        @Override
        public int order() {
            return REPLY_MAPPING;
        }

        @Override
        public Route compile(Question question, Next next) {
            compiled++;
            Route route = next.compile(question);
            return new Route() {
                @Override
                public int execute(Message message) {
                    return route.execute(message);
                }

                @Override
                public int execute(Message message, RouteVisitor visitor) {
                    return route.execute(message, visitor);
                }

                @Override
                public boolean cacheable() {
                    return false;
                }
            };
        }
    }
}
