/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import soma.spi.route.Interest;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/**
 * Notes the subjects whose subscriptions end while answers are awaited, so that answers nobody waits for any more can be looked
 * for among just these. Safe for any thread.
 */
final class InterestWatch implements InterestListener {
    private static final int MOST_LITERALS = 8192;
    private static final int MOST_PATTERNS = 64;

    private final BooleanSupplier awaiting;
    private final Runnable onEnd;
    private volatile Set<String> literals = ConcurrentHashMap.newKeySet();
    private volatile Set<String> patterns = ConcurrentHashMap.newKeySet();

    /** Subjects that ended. */
    record Ended(Set<String> literals, List<String> patterns) {
        /** Returns whether one of them stood for a literal subject; yes, when there are too many to tell. */
        boolean mayConcern(String subject) {
            return literals.size() >= MOST_LITERALS
                    || patterns.size() >= MOST_PATTERNS
                    || literals.contains(subject)
                    || patterns.stream().anyMatch(pattern -> Subjects.matches(pattern, subject));
        }
    }

    /**
     * Makes it.
     *
     * @param awaiting says whether anyone waits; if not, what ends need not be noted
     * @param onEnd    is run when something was noted
     */
    InterestWatch(BooleanSupplier awaiting, Runnable onEnd) {
        this.awaiting = awaiting;
        this.onEnd = onEnd;
    }

    /** Returns what ended since the last call; null if nothing did. */
    @Nullable
    Ended take() {
        Set<String> endedLiterals = literals;
        Set<String> endedPatterns = patterns;
        if (endedLiterals.isEmpty() && endedPatterns.isEmpty()) {
            return null;
        }
        literals = ConcurrentHashMap.newKeySet();
        patterns = ConcurrentHashMap.newKeySet();
        return new Ended(endedLiterals, List.copyOf(endedPatterns));
    }

    @Override
    public boolean attends(SubjectSpace space) {
        return awaiting.getAsBoolean();
    }

    @Override
    public void subscribed(SubjectSpace space, Subscription subscription) {
        // only what ends matters
    }

    @Override
    public void unsubscribed(SubjectSpace space, Subscription subscription) {
        note(subscription.subject());
    }

    @Override
    public void interestRemoved(SubjectSpace space, Interest interest) {
        note(interest.subject());
    }

    private void note(String subject) {
        boolean literal = Subjects.isLiteral(subject);
        Set<String> noted = literal ? literals : patterns;
        if (noted.size() < (literal ? MOST_LITERALS : MOST_PATTERNS)) {
            noted.add(subject);
        }
        onEnd.run();
    }
}
