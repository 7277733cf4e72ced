/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Users with bearer tokens of an OpenID Connect or OAuth 2 provider. Entry class: {@link soma.plugin.auth.oidc.OidcPlugin}.
 */
@NullMarked
package soma.plugin.auth.oidc;

import org.jspecify.annotations.NullMarked;
