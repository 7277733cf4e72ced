/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A service that a server asks about each login. Entry class: {@link com.example.callout.CalloutService}. */
package com.example.callout;
