/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users told by the certificate of their TLS connection. Entry class: {@link soma.plugin.auth.certificate.CertificatePlugin}.
 */
@NullMarked
package soma.plugin.auth.certificate;

import org.jspecify.annotations.NullMarked;
