/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The UnboundID LDAP SDK as an explicit module, which the published jar is not. Without what helps to migrate from
 * other libraries.
 */
module com.unboundid.ldapsdk {
    requires java.logging;
    requires java.naming;
    requires java.security.sasl;

    exports com.unboundid.asn1;
    exports com.unboundid.ldap.listener;
    exports com.unboundid.ldap.protocol;
    exports com.unboundid.ldap.sdk;
    exports com.unboundid.ldap.sdk.controls;
    exports com.unboundid.ldap.sdk.extensions;
    exports com.unboundid.ldap.sdk.schema;
    exports com.unboundid.ldif;
    exports com.unboundid.util;
    exports com.unboundid.util.ssl;
    exports com.unboundid.util.ssl.cert;

    // they find their own resources by the class loader
    opens com.unboundid.ldap.sdk.schema;
    opens com.unboundid.util;
}
