/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.participant;

import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.route.Origin;
import soma.spi.space.SubjectSpace;

/** Makes participants. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Participants {
    /**
     * Makes the participant of a session.
     *
     * @param admission what authentication granted
     * @param origin    where its messages enter
     * @param echo      whether its own messages come back to its own subscriptions
     */
    Participant admit(Identity identity, Admission admission, Origin origin, boolean echo);

    /** Makes a participant for a plugin that acts on its own behalf, without permissions or limits. */
    Participant internal(String name, SubjectSpace space);
}
