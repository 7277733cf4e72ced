/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.participant;

import java.util.function.Supplier;
import soma.kernel.lane.Lanes;
import soma.kernel.options.CoreOptions;
import soma.kernel.space.SpaceTable;
import soma.spi.auth.Admission;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.participant.Participants;
import soma.spi.route.Origin;
import soma.spi.space.SubjectSpace;

/** Makes participants. Safe for any thread. */
public final class ParticipantTable implements Participants {
    private final Lanes lanes;
    private final SpaceTable spaces;
    private final Supplier<CoreOptions> options;

    /** Makes participants of that server's spaces, under its limits. */
    public ParticipantTable(Lanes lanes, SpaceTable spaces, Supplier<CoreOptions> options) {
        this.lanes = lanes;
        this.spaces = spaces;
        this.options = options;
    }

    @Override
    public Participant admit(Identity identity, Admission admission, Origin origin, boolean echo) {
        return admitSession(identity, admission, origin, echo);
    }

    /** Makes the participant of a session, as the kernel's own protocol needs it. */
    public SessionParticipant admitSession(Identity identity, Admission admission, Origin origin, boolean echo) {
        return new SessionParticipant(
                identity,
                admission,
                origin,
                echo,
                new SessionParticipant.Surroundings(lanes, spaces.own(admission.space()), options));
    }

    @Override
    public Participant internal(String name, SubjectSpace space) {
        return admitSession(new Identity(0, "Internal", name, ""), Admission.to(space), Origin.LOCAL, true);
    }
}
