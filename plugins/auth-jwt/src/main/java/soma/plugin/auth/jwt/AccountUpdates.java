/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.spi.message.HeldMessage;

/**
 * Takes JWTs of accounts that are sent to the system account while the server runs. With a directory they are kept there; else
 * only accounts in use are changed.
 */
final class AccountUpdates {
    private static final int OLD_TOKENS = 5;
    private static final int NEW_TOKENS = 6;

    private final JwtAccounts accounts;
    private final OperatorState state;
    private final ClaimsReplies replies;
    private final Words words;

    /** What is said of an update. */
    enum Words {
        /** Accounts in use are changed. */
        PLAIN("jwt update resulted in error", "jwt update skipped", "jwt updated", "jwt validation failed"),
        /** All accounts are kept. */
        FULL("jwt update resulted in error", "jwt update skipped", "jwt updated", "jwt validation failed"),
        /** Accounts in use are kept. */
        CACHE(
                "jwt update cache resulted in error",
                "jwt update cache skipped",
                "jwt updated cache",
                "jwt update cache validation failed");

        private final String error;
        private final String skipped;
        private final String updated;
        private final String invalid;

        Words(String error, String skipped, String updated, String invalid) {
            this.error = error;
            this.skipped = skipped;
            this.updated = updated;
            this.invalid = invalid;
        }
    }

    AccountUpdates(JwtAccounts accounts, OperatorState state, ClaimsReplies replies, Words words) {
        this.accounts = accounts;
        this.state = state;
        this.replies = replies;
        this.words = words;
    }

    /** Takes a JWT that is sent to a subject with the account in it. */
    void updateNamed(HeldMessage message) {
        List<String> tokens = List.of(message.subject().split("\\.", -1));
        if (tokens.size() != OLD_TOKENS && tokens.size() != NEW_TOKENS) {
            return;
        }
        update(message, tokens.get(tokens.size() - 3));
    }

    /** Takes a JWT of any account. */
    void update(HeldMessage message) {
        update(message, "");
    }

    private void update(HeldMessage message, String wanted) {
        String reply = message.reply();
        if (message.payload().length == 0) {
            replies.failed(reply, wanted.isEmpty() ? "n/a" : wanted, "jwt update error", "request body is empty");
            return;
        }
        Jwt jwt;
        try {
            String token = new String(message.payload(), StandardCharsets.UTF_8).strip();
            jwt = Jwt.decode(token, AccountClaims.class);
        } catch (JwtException e) {
            replies.failed(reply, wanted.isEmpty() ? "n/a" : wanted, words.error, String.valueOf(e.getMessage()));
            return;
        }
        String account = jwt.claims().subject();
        if (!wanted.isEmpty() && !account.equals(wanted)) {
            replies.failed(reply, wanted, words.error, "subject does not match jwt content");
        } else if (state.config().forbidsOwnKey(jwt.claims().issuer())) {
            replies.failed(reply, account, words.error, "operator requires issuer to be a signing key");
        } else if (words != Words.FULL && accounts.find(account).isEmpty()) {
            replies.done(reply, account, words.skipped);
        } else {
            take(reply, account, jwt);
        }
    }

    private void take(String reply, String account, Jwt jwt) {
        List<String> problems = jwt.claims().problems();
        if (!problems.isEmpty()) {
            replies.failed(reply, account, words.invalid, "validation errors: " + problems);
            return;
        }
        try {
            // nats-server keeps what nobody it trusts has signed, or what has expired, without effect; better not keep
            // it
            keep(accounts.verified(jwt.text()));
            replies.done(reply, account, words.updated);
        } catch (JwtException | IOException e) {
            replies.failed(reply, account, words.error, String.valueOf(e.getMessage()));
        }
    }

    private void keep(Jwt jwt) throws IOException {
        String account = jwt.claims().subject();
        if (words == Words.PLAIN) {
            accounts.apply(account, jwt.text());
            return;
        }
        boolean changed = state.directory().save(jwt);
        if (changed && accounts.isWanted(account)) {
            accounts.apply(account, jwt.text());
        }
    }
}
