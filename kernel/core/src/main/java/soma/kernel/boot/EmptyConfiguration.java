/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.spi.config.ConfigNode;

/** The configuration of a kernel that was given none. */
final class EmptyConfiguration implements ConfigNode {
    static final ConfigNode NODE = new EmptyConfiguration();

    private static final Position NOWHERE = new Position("no configuration", 0, 0);

    private EmptyConfiguration() {}

    @Override
    public Kind kind() {
        return Kind.MAP;
    }

    @Override
    public Position position() {
        return NOWHERE;
    }

    @Override
    public Position keyPosition() {
        return NOWHERE;
    }

    @Override
    public Optional<ConfigNode> child(String key) {
        return Optional.empty();
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public List<ConfigNode> elements() {
        throw new IllegalStateException("an empty map is no array");
    }

    @Override
    public String text() {
        throw new IllegalStateException("an empty map is no string");
    }

    @Override
    public long integer() {
        throw new IllegalStateException("an empty map is no integer");
    }

    @Override
    public double number() {
        throw new IllegalStateException("an empty map is no number");
    }

    @Override
    public boolean flag() {
        throw new IllegalStateException("an empty map is no boolean");
    }

    @Override
    public boolean fromCommandLine() {
        return false;
    }
}
