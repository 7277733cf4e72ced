/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims.Weighted;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** What keeps claims from being used: each check with claims that pass and claims that do not. */
class ClaimChecksTest {
    private static final KeyPair OPERATOR = KeyPair.create(KeyKind.OPERATOR);
    private static final KeyPair EXPORTER = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair ACCOUNT = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair USER = KeyPair.create(KeyKind.USER);
    private static final Instant NOW = Instant.EPOCH;

    private static List<String> problems(AccountClaims account) {
        return JwtClaims.of(ACCOUNT.publicKey(), account).problems();
    }

    private static void good(AccountClaims account) {
        assertEquals(List.of(), problems(account));
    }

    private static void bad(AccountClaims account, String start) {
        List<String> problems = problems(account);
        assertTrue(problems.stream().anyMatch(problem -> problem.startsWith(start)), problems.toString());
    }

    private static AccountClaims of(AccountImport wanted) {
        return AccountClaims.PLAIN.importing(wanted);
    }

    private static AccountClaims of(AccountExport export) {
        return AccountClaims.PLAIN.exporting(export);
    }

    private static AccountImport stream(String subject) {
        return AccountImport.of(Kind.STREAM, EXPORTER.publicKey(), subject);
    }

    private static AccountImport service(String subject) {
        return AccountImport.of(Kind.SERVICE, EXPORTER.publicKey(), subject);
    }

    private static AccountImport with(Kind kind, String to, String local, boolean share, boolean trace) {
        return new AccountImport(kind, "", EXPORTER.publicKey(), "a.*", to, local, "", share, trace);
    }

    @Test
    void importsMustSayWhatTheyAre() {
        good(of(stream("a.*")));
        good(of(service("a")));
        bad(of(with(null, "", "", false, false)), "invalid import type");
        bad(of(AccountImport.of(Kind.STREAM, "", "a")), "account to import from is not specified");
        bad(of(stream("")), "subject cannot be empty");
        bad(of(stream("a b")), "subject \"a b\" cannot have spaces");
        bad(of(stream("a\tb")), "subject \"a\tb\" cannot have spaces");
        bad(of(stream(".a")), "subject \".a\" cannot start or end");
        bad(of(stream("a..b")), "subject \"a..b\" cannot contain consecutive");
    }

    @Test
    void importsMustGoTogether() {
        good(of(with(Kind.SERVICE, "", "", true, false)));
        bad(of(with(Kind.STREAM, "", "", true, false)), "sharing information");
        good(of(with(Kind.STREAM, "", "", false, true)));
        bad(of(with(Kind.SERVICE, "", "", false, true)), "AllowTrace only valid for stream import");
        good(of(with(Kind.STREAM, "p", "", false, false)));
        good(of(with(Kind.STREAM, "p.", "", false, false)));
        assertEquals("p.a.*", with(Kind.STREAM, "p.", "", false, false).ownSubject());
        bad(of(with(Kind.STREAM, "p", "b.$1", false, false)), "Local Subject replaces To");
    }

    @ParameterizedTest
    @CsvSource({
        "a.*, b.$1, true",
        "a.*, b.*, true",
        "a.*.*, $2.$1, true",
        "a.>, b.>, true",
        "a, b, true",
        "a.*, b, false",
        "a, b.$1, false",
        "a.*, b.$2, false",
        "a.>, b, false",
        "a, b.>, false",
        "a.*.*, $1, false"
    })
    void localSubjectsMustUseEveryWildcard(String subject, String local, boolean good) {
        assertEquals(good, problems(of(stream(subject).as(local))).isEmpty());
    }

    @Test
    void servicesOfOneExporterMustNotOverlap() {
        good(AccountClaims.PLAIN.importing(service("a"), service("b"), stream("a")));
        good(AccountClaims.PLAIN.importing(service("a"), AccountImport.of(Kind.SERVICE, OPERATOR.publicKey(), "a")));
        bad(AccountClaims.PLAIN.importing(service("a.*"), service("a.b")), "overlapping subject namespace");
        bad(AccountClaims.PLAIN.importing(service("a"), service("b").as("a")), "overlapping subject namespace");
    }

    private static String activation(KeyPair issuer, String subject, Kind kind, String account) {
        ActivationClaims claims = new ActivationClaims(subject, kind, account);
        return Jwt.sign(JwtClaims.of(ACCOUNT.publicKey(), claims), issuer, NOW).text();
    }

    @Test
    void activationsMustBeForThisImport() {
        good(of(stream("a.b").activatedBy(activation(EXPORTER, "a.*", Kind.STREAM, ""))));
        good(of(stream("a.b").activatedBy(activation(OPERATOR, "a.*", Kind.STREAM, EXPORTER.publicKey()))));
        bad(of(stream("a").activatedBy("x")), "import \"a\" contains an invalid activation token");
        bad(of(stream("a").activatedBy(activation(OPERATOR, "a", Kind.STREAM, ""))), "activation token doesn't match");
        bad(of(stream("a").activatedBy(activation(EXPORTER, "a", Kind.SERVICE, ""))), "mismatch between token");
        bad(of(stream("a").activatedBy(activation(EXPORTER, "b", Kind.STREAM, ""))), "activation token import subject");
        // nats-server takes a * for a >
        bad(
                of(stream("a.>").activatedBy(activation(EXPORTER, "a.*", Kind.STREAM, ""))),
                "activation token import subject");
        String other = Jwt.sign(
                        JwtClaims.of(EXPORTER.publicKey(), new ActivationClaims("a", Kind.STREAM, "")), EXPORTER, NOW)
                .text();
        bad(of(stream("a").activatedBy(other)), "activation token doesn't match account it is being included in");
        AccountImport to =
                new AccountImport(Kind.SERVICE, "", EXPORTER.publicKey(), "mine", "a.b", "", "", false, false);
        good(of(to.activatedBy(activation(EXPORTER, "a.*", Kind.SERVICE, ""))));
        bad(of(to.activatedBy(activation(EXPORTER, "mine", Kind.SERVICE, ""))), "activation token import subject");
    }

    private static AccountExport export(Kind kind, String type, long threshold, long position, boolean trace) {
        return new AccountExport(kind, "", "a.*", false, Map.of(), type, threshold, null, position, false, trace);
    }

    @Test
    void exportsMustGoTogether() {
        good(of(export(Kind.SERVICE, "Chunked", 1, 2, true)));
        good(of(export(Kind.STREAM, "", 0, 2, false)));
        bad(of(export(null, "", 0, 0, false)), "invalid export type");
        bad(of(export(Kind.SERVICE, "Twice", 0, 0, false)), "invalid response type for service");
        bad(of(export(Kind.STREAM, "Stream", 0, 0, false)), "invalid response type for stream");
        bad(of(export(Kind.STREAM, "", 0, 0, true)), "AllowTrace only valid for service export");
        bad(of(export(Kind.SERVICE, "", -1, 0, false)), "negative response threshold");
        bad(of(export(Kind.STREAM, "", 1, 0, false)), "response threshold only valid for services");
        bad(of(export(Kind.STREAM, "", 0, 1, false)), "Account Token Position 1 matches 'a'");
        bad(of(export(Kind.STREAM, "", 0, 3, false)), "Account Token Position 3 exceeds");
        bad(of(export(Kind.STREAM, "", 0, -1, false)), "Account Token Position -1 is negative");
        bad(AccountClaims.PLAIN.exporting(AccountExport.of(Kind.STREAM, "a..")), "subject \"a..\"");
    }

    @Test
    void exportsOfOneKindMustNotOverlap() {
        good(AccountClaims.PLAIN.exporting(AccountExport.of(Kind.STREAM, "a"), AccountExport.of(Kind.SERVICE, "a")));
        bad(
                AccountClaims.PLAIN.exporting(
                        AccountExport.of(Kind.STREAM, "a.*"), AccountExport.of(Kind.STREAM, "a.b")),
                "stream export subject");
    }

    @Test
    void latencyMustBeMeasurable() {
        for (long sampling : List.of(0L, 1L, 100L)) {
            good(of(latency(Kind.SERVICE, sampling, "lat")));
        }
        bad(of(latency(Kind.SERVICE, 101, "lat")), "sampling percentage needs to be between 1-100");
        bad(of(latency(Kind.SERVICE, -1, "lat")), "sampling percentage needs to be between 1-100");
        bad(of(latency(Kind.SERVICE, 1, "lat.*")), "results subject can not contain wildcards");
        bad(of(latency(Kind.STREAM, 1, "lat")), "latency tracking only permitted for services");
    }

    private static AccountExport latency(Kind kind, long sampling, String results) {
        AccountExport.Latency latency = new AccountExport.Latency(sampling, results);
        return new AccountExport(kind, "", "a", false, Map.of(), "", 0, latency, 0, false, false);
    }

    @Test
    void operatorsLimitsHold() {
        OperatorLimits limits = OperatorLimits.UNLIMITED.sharing(1, 1, false);
        AccountClaims account = AccountClaims.PLAIN.with(limits);
        good(account.importing(stream("a")).exporting(AccountExport.of(Kind.STREAM, "a")));
        bad(account.importing(stream("a"), stream("b")), "the account contains more imports");
        bad(
                account.exporting(AccountExport.of(Kind.STREAM, "a"), AccountExport.of(Kind.STREAM, "b")),
                "the account contains more exports");
        bad(account.exporting(AccountExport.of(Kind.STREAM, "a.*")), "the account contains wildcard exports");
    }

    @Test
    void weightsMustNotExceedAHundred() {
        good(mapping(new Weighted("b", 40, ""), new Weighted("c", 60, ""), new Weighted("d", 100, "east")));
        bad(mapping(new Weighted("b", 101, "")), "Mapping \"a\" has a weight 101 that exceeds 100");
        bad(mapping(new Weighted("b", 60, ""), new Weighted("c", 60, "")), "Mapping \"a\" exceeds 100%");
        bad(mapping(new Weighted("b", 0, "x"), new Weighted("c", 1, "x")), "Mapping \"a\" in cluster \"x\" exceeds");
        bad(mapping(new Weighted("", 1, "")), "subject cannot be empty");
        bad(mapping(new Weighted("b", -1, "")), "Mapping \"a\" has a weight -1");
    }

    private static AccountClaims mapping(Weighted... places) {
        return AccountClaims.PLAIN.mapping(Map.of("a", List.of(places)));
    }

    @Test
    void keysMustBeKeys() {
        good(AccountClaims.PLAIN.signedBy(
                SigningKey.of(EXPORTER.publicKey()), SigningKey.scoped(ACCOUNT.publicKey(), "r", UserTerms.UNLIMITED)));
        bad(AccountClaims.PLAIN.signedBy(SigningKey.of(USER.publicKey())), "\"" + USER.publicKey());
        bad(AccountClaims.PLAIN.signedBy(SigningKey.scoped("x", "r", UserTerms.UNLIMITED)), "\"x\" is not a valid");
    }

    @Test
    void servicesThatAuthorizeMustBeNamedByKeys() {
        String user = USER.publicKey();
        String xkey = KeyPair.create(KeyKind.CURVE).publicKey();
        good(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of(user), List.of("*"), xkey)));
        good(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of(user), List.of(ACCOUNT.publicKey()), "")));
        bad(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of("bob"), List.of(), "")), "AuthUser \"bob\"");
        bad(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of(), List.of("*"), "")), "External authorization");
        bad(
                AccountClaims.PLAIN.with(
                        new ExternalAuthorization(List.of(user), List.of("*", ACCOUNT.publicKey()), "")),
                "AllowedAccounts can only be");
        bad(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of(user), List.of("x"), "")), "Account \"x\"");
        bad(AccountClaims.PLAIN.with(new ExternalAuthorization(List.of(user), List.of(), user)), "XKey");
    }

    @Test
    void selfSignedAccountsWithLimitsAreWarnedOf() {
        Jwt own = Jwt.sign(JwtClaims.of(ACCOUNT.publicKey(), AccountClaims.PLAIN), ACCOUNT, NOW);
        assertEquals(1, own.claims().warnings().size());
        assertEquals(
                List.of("the field to has been deprecated (use LocalSubject instead)"),
                JwtClaims.of("A", of(with(Kind.STREAM, "p", "", false, false))).warnings());
    }

    private static List<String> problems(UserTerms terms) {
        return JwtClaims.of(USER.publicKey(), UserClaims.PLAIN.with(terms)).problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "::/0", "fe80::1/64", "1.2.3.4/32"})
    void networksThatAre(String network) {
        assertEquals(List.of(), problems(UserTerms.UNLIMITED.comingFrom(network)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0/8",
                "10.0.0.0/33",
                "::/129",
                "localhost/8",
                "a/8",
                "1.2.3.4/-1",
                "1.2.3.4/",
                "/8",
                "256.0.0.0/8",
                "1.2.3.4/999",
                "fe80::1%eth0/64",
                "example.com:80/8"
            })
    void networksThatAreNot(String network) {
        assertTrue(problems(UserTerms.UNLIMITED.comingFrom(network)).toString().startsWith("[invalid cidr"));
    }

    @Test
    void timesMustBeTimes() {
        assertEquals(
                List.of(),
                problems(UserTerms.UNLIMITED.during("Europe/Berlin", new TimeRange("00:00:00", "23:59:59"))));
        assertEquals(
                List.of("start in time range is invalid \"24:00:00\"", "time ranges end must contain an end"),
                problems(UserTerms.UNLIMITED.during("", new TimeRange("24:00:00", ""))));
        assertTrue(problems(UserTerms.UNLIMITED.during("Mars/Olympus"))
                .getFirst()
                .startsWith("could not parse iana time zone"));
    }

    @Test
    void permissionsMustBeSubjects() {
        assertEquals(List.of(), problems(rules(List.of("a.>"), List.of("b q", "c"))));
        assertTrue(problems(rules(List.of("a q"), List.of())).getFirst().contains("not allowed to contain queue"));
        assertTrue(problems(rules(List.of(), List.of("a b c"))).getFirst().contains("too many spaces"));
        assertEquals(List.of("subject cannot be empty"), problems(rules(List.of(""), List.of())));
        assertTrue(problems(rules(List.of("a\r\nPUB"), List.of())).getFirst().contains("cannot have spaces"));
    }

    private static UserTerms rules(List<String> publish, List<String> subscribe) {
        return UserTerms.UNLIMITED.with(new PermissionRules(
                new Subjects(publish.isEmpty() ? null : publish, List.of()), new Subjects(null, subscribe), null));
    }

    @Test
    void usersAccountsMustBeAccounts() {
        assertEquals(
                List.of("account_id is not an account public key"),
                JwtClaims.of(USER.publicKey(), UserClaims.PLAIN.of("x")).problems());
    }

    @Test
    void operatorsMustBeSound() {
        String key = OPERATOR.publicKey();
        OperatorClaims good = new OperatorClaims(
                List.of(key),
                "https://h/jwt/v1",
                List.of("nats://h:4222", "tls://h", ""),
                ACCOUNT.publicKey(),
                "2.0.0",
                true);
        assertEquals(List.of(), JwtClaims.of(key, good).problems());
        OperatorClaims bad = new OperatorClaims(
                List.of("x"), "no url", List.of("http://h", "nats://u:p@h", "nats://h/path", "::"), "x", "2.0", true);
        List<String> problems = JwtClaims.of(key, bad).problems();
        assertEquals(8, problems.size(), problems.toString());
        assertTrue(problems.stream().noneMatch(problem -> problem.contains("u:p")), problems.toString());
    }

    @Test
    void requestsAndResponsesMustSayWho() {
        String server = KeyPair.create(KeyKind.SERVER).publicKey();
        JwtClaims good = JwtClaims.of(USER.publicKey(), new AuthorizationResponse("x", "", ""))
                .to(server);
        assertEquals(List.of(), good.problems());
        assertEquals(
                4,
                JwtClaims.of("x", new AuthorizationResponse("", "", "y"))
                        .problems()
                        .size());
        assertEquals(
                List.of("Only Error or Jwt can be set"),
                JwtClaims.of(USER.publicKey(), new AuthorizationResponse("x", "y", ""))
                        .to(server)
                        .problems());
    }
}
