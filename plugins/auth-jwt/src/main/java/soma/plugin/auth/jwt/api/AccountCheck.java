/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import soma.plugin.auth.jwt.api.AccountClaims.Trace;
import soma.plugin.auth.jwt.api.AccountClaims.Weighted;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Checks what an account says beside its imports and exports, in the words of the usual tools. */
final class AccountCheck {
    private static final int MAX_INFO = 8 * 1024;

    private AccountCheck() {}

    static void check(AccountClaims account, List<String> problems) {
        account.limits().check(problems);
        TermsCheck.check(account.defaultPermissions(), problems);
        account.mappings().forEach((subject, places) -> checkMapping(subject, places, problems));
        account.authorization().check(problems);
        Trace trace = account.trace();
        if (trace != null) {
            checkTrace(trace, problems);
        }
        checkNumbers(account, problems);
        for (SigningKey key : account.signingKeys()) {
            if (!Nkeys.isPublic(KeyKind.ACCOUNT, key.key())) {
                problems.add("\"" + key.key() + "\" is not a valid account signing key");
            }
        }
        checkInfo(account, problems);
        if (!List.of("", "system", "owner").contains(account.clusterTraffic())) {
            problems.add("unknown cluster traffic option: \"" + account.clusterTraffic() + "\"");
        }
    }

    private static void checkNumbers(AccountClaims account, List<String> problems) {
        OperatorLimits limits = account.limits();
        if (limits.imports() != -1 && account.imports().size() > limits.imports()) {
            problems.add("the account contains more imports than allowed by the operator");
        }
        if (limits.exports() != -1) {
            if (account.exports().size() > limits.exports()) {
                problems.add("the account contains more exports than allowed by the operator");
            }
            boolean wild = account.exports().stream().anyMatch(one -> SubjectCheck.hasWildcards(one.subject()));
            if (wild && !limits.wildcards()) {
                problems.add("the account contains wildcard exports that are not allowed by the operator");
            }
        }
    }

    private static void checkMapping(String subject, List<Weighted> places, List<String> problems) {
        SubjectCheck.check(subject, problems);
        Map<String, Integer> totals = new HashMap<>();
        for (Weighted place : places) {
            SubjectCheck.check(place.subject(), problems);
            if (place.weight() < 0 || place.weight() > 100) {
                problems.add("Mapping \"" + subject + "\" has a weight " + place.weight() + " that exceeds 100");
            }
            totals.merge(place.cluster(), place.percent(), Integer::sum);
        }
        totals.forEach((cluster, total) -> {
            if (total > 100) {
                problems.add(
                        "Mapping \"" + subject + "\"" + (cluster.isEmpty() ? "" : " in cluster \"" + cluster + "\"")
                                + " exceeds 100% among all of it's weighted to mappings");
            }
        });
    }

    private static void checkTrace(Trace trace, List<String> problems) {
        SubjectCheck.check(trace.destination(), problems);
        if (SubjectCheck.hasWildcards(trace.destination())) {
            problems.add("the account Trace.Destination subject \"" + trace.destination()
                    + "\" is not a valid publish subject");
        }
        if (trace.sampling() < 0 || trace.sampling() > 100) {
            problems.add("the account Trace.Sampling value '" + trace.sampling()
                    + "' is not valid, should be in the range [1..100]");
        }
    }

    private static void checkInfo(AccountClaims account, List<String> problems) {
        if (account.description().length() > MAX_INFO) {
            problems.add("Description is too long");
        }
        String url = account.infoUrl();
        if (url.length() > MAX_INFO) {
            problems.add("Info URL is too long");
        } else if (!url.isEmpty() && !isUrl(url)) {
            problems.add("error parsing info url: no hostname or scheme");
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
