/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls.api;

import soma.spi.annotation.Api;

/**
 * A certificate as advisories show it.
 *
 * @param subject     whom it is for, as Go writes names
 * @param issuer      who signed it, as Go writes names
 * @param fingerprint the SHA-256 hash of the certificate, in base 64
 * @param raw         the certificate in base 64
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record CertificateFacts(String subject, String issuer, String fingerprint, String raw) {}
