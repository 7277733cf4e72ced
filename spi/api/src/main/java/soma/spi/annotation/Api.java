/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says how much a type or member may still change. Present on every public top-level type of the SPI. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface Api {
    /** Returns the promise made. */
    Status status();

    /** Returns the version in which the status last changed. */
    String since();

    /** The promise made about a type or member. */
    enum Status {
        /** May change in any release; the change is listed in the release notes. */
        EXPERIMENTAL,
        /** Changes compatibly only, until the next major version. */
        STABLE,
        /** Will go away in the next major version; the javadoc names what takes its place. */
        DEPRECATED
    }
}
