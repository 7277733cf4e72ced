/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import soma.spi.annotation.Api;

/**
 * Claims of no sort that has its own type.
 *
 * @param data what stands in {@code nats}: texts, numbers, truths, lists and maps of these, or null
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record GenericClaims(Map<String, Object> data) implements ClaimBody {
    /** Makes claims; the outermost map is copied. */
    public GenericClaims {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    @Override
    public String type() {
        return "generic";
    }
}
