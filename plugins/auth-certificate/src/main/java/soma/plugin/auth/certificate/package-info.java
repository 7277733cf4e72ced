/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users told by the certificate of their TLS connection: names in certificates, and how they match those of users. Entry
 * class: {@link soma.plugin.auth.certificate.CertificatePlugin}. Everything is immutable and asked on event loops.
 */
@NullMarked
package soma.plugin.auth.certificate;

import org.jspecify.annotations.NullMarked;
