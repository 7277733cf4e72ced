/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.jwt.ResolverChoice.Deletion;
import soma.plugin.auth.jwt.api.GenericClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.spi.message.HeldMessage;

/** Answers what is asked of a directory of accounts, and keeps it the same as those of other servers. */
final class DirectoryRequests {
    static final String PACK = "$SYS.REQ.CLAIMS.PACK";

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRequests.class);
    private static final byte[] NOTHING = {};

    private final JwtAccounts accounts;
    private final OperatorState state;
    private final DirectoryResolver resolver;
    private final SystemRequests system;
    private final ClaimsReplies replies;

    DirectoryRequests(
            JwtAccounts accounts,
            OperatorState state,
            DirectoryResolver resolver,
            SystemRequests system,
            ClaimsReplies replies) {
        this.accounts = accounts;
        this.state = state;
        this.resolver = resolver;
        this.system = system;
        this.replies = replies;
    }

    /** Answers with the JWT of an account, or with nothing. */
    void lookUp(HeldMessage message) {
        String[] tokens = message.subject().split("\\.", -1);
        if (message.reply().isEmpty() || tokens.length != 6) {
            return;
        }
        try {
            byte[] token = JwtDirectory.isAccount(tokens[3])
                    ? resolver.directory().load(tokens[3]).orElse("").getBytes(StandardCharsets.UTF_8)
                    : NOTHING;
            system.answer(message.reply(), token);
        } catch (IOException e) {
            LOG.error("Error looking up account \"{}\": {}", tokens[3], e.getMessage());
        }
    }

    /** Names all accounts. */
    void list(HeldMessage message) {
        replies.list(message.reply(), resolver.directory().accounts());
    }

    /** Deletes accounts at the request of the operator. */
    void delete(HeldMessage message) {
        String subject = "";
        List<String> wanted;
        try {
            Jwt jwt = Jwt.decode(new String(message.payload(), StandardCharsets.UTF_8).strip(), GenericClaims.class);
            subject = jwt.claims().subject();
            wanted = toDelete(jwt);
        } catch (JwtException e) {
            String what = "delete accounts request by " + subject + " failed";
            replies.failed(message.reply(), "", what, String.valueOf(e.getMessage()));
            return;
        }
        List<String> failures = new ArrayList<>();
        for (String account : wanted) {
            try {
                if (resolver.directory().delete(account)) {
                    accounts.remove(account);
                }
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        int deleted = wanted.size() - failures.size();
        if (failures.isEmpty()) {
            replies.done(message.reply(), "", "deleted " + deleted + " accounts");
        } else {
            String what = "deleted " + deleted + " accounts, failed for " + failures.size();
            replies.failed(message.reply(), "", what, String.join("\n", failures));
        }
    }

    private List<String> toDelete(Jwt jwt) {
        if (resolver.choice().deletion() == Deletion.FORBIDDEN) {
            throw new JwtException("delete must be enabled in server config");
        }
        if (!jwt.claims().isSelfSigned()) {
            throw new JwtException("not self signed");
        }
        if (!state.config().trusts(jwt.claims().issuer())) {
            throw new JwtException("not trusted");
        }
        List<String> problems = jwt.claims().problems(state.now());
        if (!problems.isEmpty()) {
            throw new JwtException(problems.toString());
        }
        if (!(jwt.body(GenericClaims.class).data().get("accounts") instanceof List<?> list)) {
            throw new JwtException("malformed request");
        }
        List<String> wanted = new ArrayList<>();
        for (Object entry : list) {
            if (!(entry instanceof String account) || !JwtDirectory.isAccount(account)) {
                throw new JwtException("malformed request");
            }
            if (account.equals(state.systemAccount())) {
                throw new JwtException("not allowed to delete system account");
            }
            wanted.add(account);
        }
        return wanted;
    }

    /** Answers with everything unless who asks has the same. */
    void pack(HeldMessage message) {
        if (message.reply().isEmpty()) {
            return;
        }
        if (!MessageDigest.isEqual(message.payload(), resolver.directory().hash())) {
            for (String account : resolver.directory().accounts()) {
                load(account)
                        .ifPresent(token -> system.answer(
                                message.reply(), (account + "|" + token).getBytes(StandardCharsets.UTF_8)));
            }
        }
        system.answer(message.reply(), NOTHING);
    }

    private Optional<String> load(String account) {
        try {
            return resolver.directory().load(account);
        } catch (IOException e) {
            LOG.error("Pack request error: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Asks other servers for what they have. */
    void askForPack(String inbox) {
        system.publish(PACK, inbox, resolver.directory().hash());
    }

    /** Takes over what another server has that is newer. It is believed no more than anybody else. */
    void merge(HeldMessage message) {
        for (String line : new String(message.payload(), StandardCharsets.UTF_8).split("\n", -1)) {
            int bar = line.indexOf('|');
            if (line.isEmpty()) {
                continue;
            }
            try {
                if (bar < 0 || !JwtDirectory.isAccount(line.substring(0, bar))) {
                    throw new JwtException("key to merge is not a valid public account key");
                }
                merge(line.substring(0, bar), line.substring(bar + 1));
            } catch (JwtException | IOException e) {
                LOG.error("Merging resulted in error: {}", e.getMessage());
            }
        }
    }

    private void merge(String account, String token) throws IOException {
        Jwt jwt = accounts.verified(token);
        if (!jwt.claims().subject().equals(account)) {
            throw new JwtException("jwt subject nkey and provided nkey do not match");
        }
        if (resolver.directory().saveIfNewer(jwt) && accounts.isWanted(account)) {
            accounts.apply(account, token);
        }
    }
}
