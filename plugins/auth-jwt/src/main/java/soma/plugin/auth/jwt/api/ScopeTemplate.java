/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.annotation.Api;

/**
 * Fills in the templates in the terms of a scoped signing key: <code>{{name()}}</code>, <code>{{tag(x)}}</code> and the like.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class ScopeTemplate {
    private static final int MOST = 4096;
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^}]+)}}");
    private static final Pattern TAG = Pattern.compile("(?i)(account-)?tag\\((.*)\\)");

    private final JwtClaims user;
    private final JwtClaims account;

    private ScopeTemplate(JwtClaims user, JwtClaims account) {
        this.user = user;
        this.account = account;
    }

    /**
     * Returns the terms of a user.
     *
     * @throws JwtException if a template is none, gives too many subjects, or gives what cannot be denied
     */
    public static UserTerms fill(UserTerms template, JwtClaims user, JwtClaims account) {
        ScopeTemplate filling = new ScopeTemplate(user, account);
        PermissionRules rules = template.permissions();
        return template.with(
                new PermissionRules(filling.fill(rules.publish()), filling.fill(rules.subscribe()), rules.responses()));
    }

    private Subjects fill(Subjects subjects) {
        List<String> allow = subjects.allow();
        List<String> deny = fill(subjects.deny(), true);
        List<String> allowed = allow == null ? null : fill(allow, false);
        if (allowed != null && allowed.isEmpty()) {
            // nothing is left of what was to be allowed: that must not come to mean everything
            deny = new ArrayList<>(deny);
            deny.add(">");
            allowed = null;
        }
        return new Subjects(allowed, deny);
    }

    private List<String> fill(List<String> subjects, boolean deny) {
        if (subjects.stream().noneMatch(subject -> PLACE.matcher(subject).find())) {
            return subjects;
        }
        List<String> filled = new ArrayList<>();
        for (String subject : subjects) {
            for (String one : fill(subject, deny, filled.size())) {
                if (soma.spi.subject.Subjects.isValid(one)) {
                    filled.add(one);
                } else if (deny) {
                    throw new JwtException("generated invalid subject");
                }
            }
        }
        return filled;
    }

    /** Returns what becomes of one template: all combinations of the values of its places. */
    private List<String> fill(String subject, boolean deny, int already) {
        List<String> results = List.of("");
        Matcher place = PLACE.matcher(subject);
        int at = 0;
        while (place.find()) {
            List<String> values = values(place.group(1).strip(), subject, deny);
            if (already + (long) results.size() * values.size() > MOST) {
                throw new JwtException("template expansion exceeds limit: " + MOST);
            }
            String between = subject.substring(at, place.start());
            List<String> more = new ArrayList<>();
            for (String result : results) {
                values.forEach(value -> more.add(result + between + value));
            }
            results = more;
            at = place.end();
        }
        String rest = subject.substring(at);
        return results.stream().map(result -> result + rest).toList();
    }

    private List<String> values(String operation, String subject, boolean deny) {
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "name()" -> List.of(user.name());
            case "subject()" -> List.of(user.subject());
            case "account-name()" -> List.of(account.name());
            case "account-subject()" -> List.of(account.subject());
            default -> tagValues(operation, subject, deny);
        };
    }

    private List<String> tagValues(String operation, String subject, boolean deny) {
        Matcher tag = TAG.matcher(operation);
        if (!tag.matches()) {
            throw new JwtException("template operation in \"" + subject + "\": \"" + operation + "\" is not defined");
        }
        List<String> values = tagged(tag.group(1), tag.group(2).toLowerCase(Locale.ROOT) + ":");
        if (values.isEmpty() && deny) {
            throw new JwtException("generated invalid subject \"" + subject + "\": a tag is not defined");
        }
        return values;
    }

    private List<String> tagged(@Nullable String whose, String start) {
        List<String> tags = whose == null ? user.tags() : account.tags();
        return tags.stream()
                .filter(tag -> tag.startsWith(start))
                .map(tag -> tag.substring(start.length()))
                .toList();
    }
}
