/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.space;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import soma.spi.annotation.Api;

/** All subject spaces of the server. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface SpaceDirectory {
    /** Returns the space that the kernel starts with, called {@code $G}. */
    SubjectSpace defaultSpace();

    /** Returns the space of that name, if it has been made. */
    Optional<SubjectSpace> find(String name);

    /** Returns the space of that name, making it if need be. For plugins that own the name. */
    SubjectSpace obtain(String name);

    /** Returns the space of that name, making it if a {@link SpaceResolver} allows it; empty if none does. */
    CompletionStage<Optional<SubjectSpace>> resolve(String name);

    /** Has a listener called for every space there is and every one made later; never twice for one. */
    void forEach(Consumer<SubjectSpace> onSpace);
}
