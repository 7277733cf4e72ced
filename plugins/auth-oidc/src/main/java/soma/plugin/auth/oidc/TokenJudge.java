/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a token is in order. For workers, since keys may have to be fetched. */
final class TokenJudge {
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final OidcConfig config;
    private final KeyCache keys;
    private final InstantSource clock;

    TokenJudge(OidcConfig config, KeyCache keys, InstantSource clock) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    Claims judge(String text) throws TokenException, ProviderException {
        SignedJWT token = parse(text);
        String algorithm = token.getHeader().getAlgorithm().getName();
        if (!config.checks().algorithms().contains(algorithm)) {
            throw new TokenException("a token is signed by an algorithm that is not allowed");
        }
        JOSEObjectType type = token.getHeader().getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            throw new TokenException("a token is meant for something else than access");
        }
        if (!Signatures.isSigned(token, keys.matching(token.getHeader()))) {
            throw new TokenException(
                    "a token is not signed with a key of " + config.provider().issuer());
        }
        return claims(token);
    }

    private static SignedJWT parse(String text) throws TokenException {
        try {
            return SignedJWT.parse(text);
        } catch (ParseException e) {
            throw new TokenException("a token is unsigned or malformed");
        }
    }

    private Claims claims(SignedJWT token) throws TokenException {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (claims == null || !config.provider().issuer().equals(claims.getIssuer())) {
                throw new TokenException("a token is of another issuer");
            }
            if (Collections.disjoint(claims.getAudience(), config.checks().audiences())) {
                throw new TokenException(who(claims) + "a token is for another audience");
            }
            return new Claims(checkTimes(claims), claims.getClaims());
        } catch (ParseException e) {
            throw new TokenException("a token has malformed claims");
        }
    }

    /** Checks when the token is valid, and returns until when. */
    private Instant checkTimes(JWTClaimsSet claims) throws TokenException {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        if (end == null) {
            throw new TokenException(who(claims) + "a token has no end");
        }
        Instant last = end.toInstant().plus(config.checks().skew());
        if (!now.isBefore(last)) {
            throw new TokenException(who(claims) + "a token has expired");
        }
        if (isLater(claims.getNotBeforeTime(), now) || isLater(claims.getIssueTime(), now)) {
            throw new TokenException(who(claims) + "a token is not valid yet");
        }
        return last;
    }

    private boolean isLater(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(config.checks().skew()));
    }

    private static String who(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        return subject == null ? "" : "\"" + subject + "\": ";
    }
}
