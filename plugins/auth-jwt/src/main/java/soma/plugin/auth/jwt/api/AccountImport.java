/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.spi.annotation.Api;
import soma.spi.subject.Subjects;

/**
 * Something that an account takes from another one. Its text does not show the token.
 *
 * @param kind         what it is; null if it does not say
 * @param name         what people call it
 * @param account      the exporter
 * @param subject      for streams, and for services with a local subject, the exporter's subject; for services with {@code to}
 *                     the importer's
 * @param to           an older way to rename: the prefix of a stream, the exporter's subject of a service; may be empty
 * @param localSubject the subject in the importer's space; empty for the same one
 * @param token        the activation JWT; may be empty
 * @param share        whether the exporter sees who asks
 * @param allowTrace   whether traces of messages follow
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record AccountImport(
        @Nullable Kind kind,
        String name,
        String account,
        String subject,
        String to,
        String localSubject,
        String token,
        boolean share,
        boolean allowTrace) {
    /** Makes an import under the exporter's subject. */
    public static AccountImport of(Kind kind, String account, String subject) {
        return new AccountImport(kind, "", account, subject, "", "", "", false, false);
    }

    /** Returns the same import under another subject. */
    public AccountImport as(String local) {
        return new AccountImport(kind, name, account, subject, to, local, token, share, allowTrace);
    }

    /** Returns the same import with an activation JWT. */
    public AccountImport activatedBy(String jwt) {
        return new AccountImport(kind, name, account, subject, to, localSubject, jwt, share, allowTrace);
    }

    /** Returns the subject in the exporter's space. */
    public String remoteSubject() {
        return kind == Kind.SERVICE && !to.isEmpty() ? to : subject;
    }

    /** Returns the subject in the importer's space. */
    public String ownSubject() {
        if (!localSubject.isEmpty()) {
            return localSubject;
        }
        return kind == Kind.STREAM && !to.isEmpty() ? prefix() + "." + subject : subject;
    }

    // the dot behind it may be written or not
    private String prefix() {
        return to.endsWith(".") ? to.substring(0, to.length() - 1) : to;
    }

    static AccountImport read(JsonFields fields) {
        return new AccountImport(
                ShareKind.read(fields, "type"),
                fields.text("name"),
                fields.text("account"),
                fields.text("subject"),
                fields.text("to"),
                fields.text("local_subject"),
                fields.text("token"),
                fields.flag("share"),
                fields.flag("allow_trace"));
    }

    JsonObject write() {
        JsonObject json = new JsonObject()
                .put("name", name)
                .put("subject", subject)
                .put("account", account)
                .put("token", token)
                .put("to", to)
                .put("local_subject", localSubject);
        if (kind != null) {
            json.put("type", ShareKind.word(kind));
        }
        return json.put("share", share).put("allow_trace", allowTrace);
    }

    void addProblems(String importer, List<String> problems) {
        if (kind == null) {
            problems.add("invalid import type: \"unknown\"");
        }
        if (kind == Kind.SERVICE && allowTrace) {
            problems.add("AllowTrace only valid for stream import");
        }
        if (account.isEmpty()) {
            problems.add("account to import from is not specified");
        }
        SubjectCheck.check(subject, problems);
        if (!localSubject.isEmpty()) {
            SubjectCheck.checkRenaming(localSubject, subject, problems);
            if (!to.isEmpty()) {
                problems.add("Local Subject replaces To");
            }
        }
        if (!to.isEmpty()) {
            SubjectCheck.check(kind == Kind.STREAM ? prefix() : to, problems);
        }
        if (share && kind != Kind.SERVICE) {
            problems.add("sharing information (for latency tracking) is only valid for services: \"" + subject + "\"");
        }
        if (!token.isEmpty()) {
            checkToken(importer, problems);
        }
    }

    private void checkToken(String importer, List<String> problems) {
        JwtClaims claims;
        try {
            claims = Jwt.decode(token, ActivationClaims.class).claims();
        } catch (JwtException e) {
            problems.add("import \"" + subject + "\" contains an invalid activation token");
            return;
        }
        ActivationClaims activation = (ActivationClaims) claims.body();
        if (!claims.issuer().equals(account) && !activation.issuerAccount().equals(account)) {
            problems.add("activation token doesn't match account for import \"" + subject + "\"");
        }
        if (!claims.subject().equals(importer)) {
            problems.add("activation token doesn't match account it is being included in, \"" + subject + "\"");
        }
        if (activation.kind() != kind) {
            problems.add("mismatch between token import type " + ShareKind.wordOrUnknown(activation.kind())
                    + " and type of import " + ShareKind.wordOrUnknown(kind));
        }
        problems.addAll(claims.problems());
        if (!Subjects.isSubset(remoteSubject(), activation.subject())) {
            problems.add("activation token import subject \"" + activation.subject() + "\" doesn't match import \""
                    + subject + "\"");
        }
    }

    /** Checks all imports of an account. */
    static List<String> problems(List<AccountImport> imports, String importer) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < imports.size(); i++) {
            AccountImport one = imports.get(i);
            if (one.kind == Kind.SERVICE) {
                imports.subList(0, i).stream()
                        .filter(other -> other.kind == Kind.SERVICE
                                && other.account.equals(one.account)
                                && SubjectCheck.nest(one.requested(), other.requested()))
                        .forEach(other -> problems.add("overlapping subject namespace for \"" + one.requested()
                                + "\" and \"" + other.requested() + "\" in same account \"" + one.account + "\""));
            }
            one.addProblems(importer, problems);
        }
        return problems;
    }

    private String requested() {
        if (!to.isEmpty()) {
            return to;
        }
        return localSubject.isEmpty() ? subject : SubjectCheck.pattern(localSubject);
    }

    @Override
    public String toString() {
        return ShareKind.wordOrUnknown(kind) + " " + subject + " of " + account;
    }
}
