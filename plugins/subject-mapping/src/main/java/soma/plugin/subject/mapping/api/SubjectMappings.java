/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.List;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;

/** The mappings of all subject spaces. Offered as a service; safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface SubjectMappings {
    /**
     * Puts these mappings into force for the space of that name, in place of all it had from elsewhere than the file. One that
     * has the source of a mapping in the file is used in its place.
     *
     * @throws IllegalArgumentException if one of them {@linkplain Mapping#check cannot be used}; nothing has changed then
     */
    void replace(String space, List<Mapping> mappings);

    /** Returns the mappings of the space of that name, in the order in which they are tried. */
    List<Mapping> of(String space);

    /**
     * Maps a literal subject as if a participant published on it, drawing lots if need be: for those who publish on behalf of
     * participants into another space.
     *
     * @return the subject itself if nothing maps it; empty if the message is to be lost
     */
    String map(String space, String subject);

    /**
     * Where messages on a subject go.
     *
     * @param source       the subject, which may hold wildcards
     * @param destinations where to, in order of definition
     */
    record Mapping(String source, List<Destination> destinations) {
        /** Makes a mapping; the list is copied. */
        public Mapping {
            destinations = List.copyOf(destinations);
        }

        /** Makes a mapping of all messages to one subject. */
        public static Mapping of(String source, String destination) {
            return new Mapping(source, List.of(new Destination(destination, 100, "")));
        }

        /**
         * Checks it as nats-server does: transforms, weights, duplicates.
         *
         * @throws IllegalArgumentException if it is none, with nats-server's words for why
         */
        public void check() {
            new MappingCheck(this).run();
        }

        /**
         * Returns the destinations that hold in a cluster, the source itself among them if it gets what is left of a hundred.
         *
         * @param cluster the cluster's name; empty for none
         */
        public List<Destination> effective(String cluster) {
            return MappingCheck.effective(this, cluster);
        }
    }

    /**
     * One place to go.
     *
     * @param subject the subject, with functions
     * @param weight  of a hundred messages how many go there
     * @param cluster the cluster in which this holds; empty for all that have none of their own
     */
    record Destination(String subject, int weight, String cluster) {}
}
