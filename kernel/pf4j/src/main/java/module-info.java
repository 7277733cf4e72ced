/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * PF4J and the version library it needs as one explicit module, which the published jars are not. Without PF4J's
 * annotation processor, so that java.compiler is not needed, and without what is built on it: a plugin manager extends
 * {@code AbstractPluginManager} and brings its own {@code ExtensionFinder}.
 */
module org.pf4j {
    requires org.slf4j;

    exports org.pf4j;
    exports org.pf4j.util;

    // soma.host uses it: so this module, which nobody requires, is resolved wherever it is present
    provides org.pf4j.VersionManager with
            org.pf4j.DefaultVersionManager;
}
