/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Lets in whoever shows a token that stands in a file. */
// tag::module[]
module com.example.soma.tokenfile {
    requires static org.jspecify;
    requires org.slf4j;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            com.example.soma.tokenfile.TokenFilePlugin;
}
// end::module[]
