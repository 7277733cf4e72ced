/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import java.util.ArrayList;
import java.util.List;
import soma.spi.auth.Authorization;
import soma.spi.route.Origin;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.SubjectSpace;

/** Questions about every place that a message may come from. */
final class Questions {
    private Questions() {}

    /** Returns the origins there are, with and without a cluster. */
    static List<Origin> origins() {
        List<Origin> origins = new ArrayList<>();
        for (Origin.Scope scope : Origin.Scope.values()) {
            origins.add(Origin.of(scope, ""));
            origins.add(Origin.of(scope, "tck-cluster"));
        }
        return origins;
    }

    /** Returns one question per origin about a subject. */
    static List<Question> about(SubjectSpace space, String subject) {
        return origins().stream()
                .map(origin -> new Question(space, Authorization.ALLOW_ALL, origin, true, subject))
                .toList();
    }
}
