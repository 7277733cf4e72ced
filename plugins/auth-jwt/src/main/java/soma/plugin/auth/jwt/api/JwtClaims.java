/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import soma.spi.annotation.Api;

/**
 * The claims of a JWT. Immutable.
 *
 * @param audience  for whom it is; may be empty
 * @param expires   the last second, as Unix time, in which it is valid; 0 for none
 * @param id        its {@code jti}
 * @param issuedAt  when it was issued, as Unix time
 * @param issuer    the public key that signed it
 * @param name      what people call its subject
 * @param notBefore the first second in which it is valid; 0 for none
 * @param subject   whom it is about, as a rule a public key
 * @param tags      tags, in lower case
 * @param version   the version of its layout, 1 or 2
 * @param body      everything else
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record JwtClaims(
        String audience,
        long expires,
        String id,
        long issuedAt,
        String issuer,
        String name,
        long notBefore,
        String subject,
        List<String> tags,
        int version,
        ClaimBody body) {
    /** Makes claims; the tags are copied. */
    public JwtClaims {
        tags = tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).toList();
    }

    /** Makes claims that can be signed. */
    public static JwtClaims of(String subject, ClaimBody body) {
        return new JwtClaims("", 0, "", 0, "", "", 0, subject, List.of(), Jwt.VERSION, body);
    }

    /** Returns the same claims under a name. */
    public JwtClaims named(String other) {
        return new JwtClaims(audience, expires, id, issuedAt, issuer, other, notBefore, subject, tags, version, body);
    }

    /** Returns the same claims for an audience. */
    public JwtClaims to(String other) {
        return new JwtClaims(other, expires, id, issuedAt, issuer, name, notBefore, subject, tags, version, body);
    }

    /** Returns the same claims with a last second. */
    public JwtClaims until(Instant last) {
        return new JwtClaims(
                audience, last.getEpochSecond(), id, issuedAt, issuer, name, notBefore, subject, tags, version, body);
    }

    /** Returns the same claims with a first second. */
    public JwtClaims from(Instant first) {
        return new JwtClaims(
                audience, expires, id, issuedAt, issuer, name, first.getEpochSecond(), subject, tags, version, body);
    }

    /** Returns the same claims with tags. */
    public JwtClaims tagged(String... all) {
        return new JwtClaims(
                audience, expires, id, issuedAt, issuer, name, notBefore, subject, List.of(all), version, body);
    }

    /** Returns the same claims as they were written in version 1. */
    public JwtClaims inVersion1() {
        return new JwtClaims(audience, expires, id, issuedAt, issuer, name, notBefore, subject, tags, 1, body);
    }

    JwtClaims issued(String signer, long at, String jti) {
        return new JwtClaims(audience, expires, jti, at, signer, name, notBefore, subject, tags, version, body);
    }

    /** Returns the claims as they stand in a JWT: texts, numbers, truths, lists and maps of these, by their names there. */
    public Map<String, Object> written() {
        return ClaimsCodec.write(this);
    }

    /** Returns whether the subject signed it. */
    public boolean isSelfSigned() {
        return issuer.equals(subject);
    }

    /** Returns when it ends to be valid; {@link Instant#MAX} for never. */
    public Instant end() {
        return expires <= 0 ? Instant.MAX : Instant.ofEpochSecond(expires);
    }

    /** Returns what keeps it from being used, its dates aside; empty when it is sound. */
    public List<String> problems() {
        return body.problems(this);
    }

    /** Returns what keeps it from being used, its dates included; empty when it is sound. */
    public List<String> problems(Instant now) {
        List<String> all = new ArrayList<>();
        long second = now.getEpochSecond();
        if (expires > 0 && second > expires) {
            all.add("claim is expired");
        }
        if (notBefore > 0 && notBefore > second) {
            all.add("claim is not yet valid");
        }
        all.addAll(problems());
        return all;
    }

    /** Returns what should be changed but does no harm. */
    public List<String> warnings() {
        return body.warnings(this);
    }
}
