/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import soma.kernel.index.SubjectIndex;
import soma.kernel.lane.Lane;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.route.Origin;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;

/**
 * What decides about routes beside the subject: the space, the publisher's permissions, and where messages enter. All
 * participants with the same profile share their routes. Safe for any thread.
 */
public final class Profile {
    private final SubjectSpace space;
    private final SubjectIndex index;
    private final RouteCompilers compilers;
    private final Key key;
    private volatile Publisher[] publishers = {};
    private volatile @Nullable Known known;

    /**
     * What tells profiles of one space apart.
     *
     * @param ingress whether participants publish, rather than plugins straight into the space
     */
    public record Key(Authorization authorization, Origin origin, boolean ingress) {
        // Spelled out, since the JVM makes what records get anew at each start, which takes milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && authorization.equals(key.authorization)
                    && origin == key.origin
                    && ingress == key.ingress;
        }

        @Override
        public int hashCode() {
            return 31 * authorization.hashCode() + origin.hashCode() + Boolean.hashCode(ingress);
        }
    }

    /** Makes a profile of a space. */
    public Profile(SubjectSpace space, SubjectIndex index, RouteCompilers compilers, Key key) {
        this.space = space;
        this.index = index;
        this.compilers = compilers;
        this.key = key;
    }

    /** Returns the space that is published to. */
    public SubjectSpace space() {
        return space;
    }

    /** Returns what tells this profile apart from others of the space. */
    public Key key() {
        return key;
    }

    SubjectIndex index() {
        return index;
    }

    /** Returns who takes part in compiling its routes, as things stand. */
    RouteCompilers.Chain chain() {
        int now = index.generations().all();
        Known last = known;
        if (last == null || last.generation != now || !compilers.isCurrent(last.chain)) {
            last = new Known(compilers.of(space), now);
            known = last;
        }
        return last.chain;
    }

    /** The chain of a generation of the space: what invalidates all routes may change whom the space concerns. */
    private record Known(RouteCompilers.Chain chain, int generation) {}

    /** Returns whether a message may be published on a subject, as far as permissions go. */
    @SuppressWarnings("ReferenceEquality") // the one object that allows everything
    Verdict mayPublish(ByteView subject) {
        Authorization authorization = key.authorization();
        return authorization == Authorization.ALLOW_ALL ? Verdict.YES : authorization.mayPublish(subject);
    }

    /**
     * Compiles the route of a subject for a lane, to be called on that lane.
     *
     * @param others takes down the other subjects that compilers asked about
     */
    Route compile(Lane lane, byte[] subjectBytes, Dependencies others) {
        String subject = new String(subjectBytes, StandardCharsets.UTF_8);
        Question question = new Question(space, key.authorization(), key.origin(), key.ingress(), subject);
        RouteCompilers.Chain chain = chain();
        return chain.compile(question, asked -> {
            var compiler = new IndexCompiler(lane, indexOf(asked), chain.forwarders());
            if (asked.subject().equals(subject)) {
                return compiler.compile(asked, subjectBytes, false); // the original bytes, which need not be text
            }
            byte[] mapped = asked.subject().getBytes(StandardCharsets.UTF_8);
            int stripe = index.generations().stripe(lane.tailBuffer().subject(mapped), 0, mapped.length);
            others.add(index.generations(), stripe);
            return compiler.compile(asked, mapped, true);
        });
    }

    /** A compiler may have turned the question to another space, which then answers from its own index. */
    @SuppressWarnings("ReferenceEquality") // spaces are told apart by identity
    private SubjectIndex indexOf(Question asked) {
        if (asked.space() != space) {
            throw new IllegalStateException("a route compiler turned a question from space '" + space.name() + "' to '"
                    + asked.space().name() + "'; republish there instead");
        }
        return index;
    }

    /** Returns what publishes under this profile on a lane; to be called and used on that lane only. */
    public Publisher on(Lane lane) {
        Publisher[] all = publishers;
        int at = lane.index();
        @Nullable Publisher publisher = at < all.length ? all[at] : null;
        return publisher == null ? add(lane) : publisher;
    }

    /** Returns how its routes are used; numbers may be a little behind. */
    public RouteUse use() {
        RouteUse sum = RouteUse.NONE;
        for (Publisher publisher : publishers) {
            if (publisher != null) {
                sum = sum.plus(publisher.use());
            }
        }
        return sum;
    }

    private synchronized Publisher add(Lane lane) {
        Publisher[] all = Arrays.copyOf(publishers, Math.max(publishers.length, lane.index() + 1));
        Publisher publisher = new Publisher(this, lane);
        all[lane.index()] = publisher;
        publishers = all;
        return publisher;
    }
}
