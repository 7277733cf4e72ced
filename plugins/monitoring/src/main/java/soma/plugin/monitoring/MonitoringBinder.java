/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.monitoring.MonitoringOptions.Login;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads the keys of monitoring. */
final class MonitoringBinder {
    private static final int MOST = 65_535;

    private final ConfigReader root;

    private MonitoringBinder(ConfigReader root) {
        this.root = root;
    }

    static MonitoringOptions bind(ConfigReader root) {
        return new MonitoringBinder(root).bind();
    }

    private record Address(String host, int port) {}

    private MonitoringOptions bind() {
        Optional<Address> plain = address(MonitoringKeys.HTTP, MonitoringKeys.HTTP_PORT);
        Optional<Address> secure = address(MonitoringKeys.HTTPS, MonitoringKeys.HTTPS_PORT);
        String base = basePath();
        Login login = login();
        if (plain.isPresent() && secure.isPresent()) {
            root.problems()
                    .error(
                            root.node(),
                            "can't specify both HTTP (" + plain.get().port + ") and HTTPs (" + secure.get().port
                                    + ") ports");
        }
        if (secure.isPresent() && root.node().child("tls").isEmpty()) {
            root.problems().error(root.node(), "TLS cert and key required for HTTPS (expected: a tls { } block)");
        }
        Address address = secure.or(() -> plain).orElse(null);
        return address == null
                ? new MonitoringOptions(defaultHost(), -1, false, base, login)
                : new MonitoringOptions(address.host, address.port, secure.isPresent(), base, login);
    }

    private Optional<Address> address(ConfigKey whole, ConfigKey portOnly) {
        Optional<ConfigNode> alone = root.find(portOnly);
        Optional<ConfigNode> both = root.find(whole);
        boolean flag = alone.filter(ConfigNode::fromCommandLine).isPresent();
        Optional<Address> address = both.isPresent() && !flag
                ? both.flatMap(this::parse)
                : alone.map(n -> new Address(defaultHost(), port(root.integer(portOnly, 0, -1, MOST))));
        return address.filter(a -> a.port != Integer.MIN_VALUE);
    }

    /** As nats-server: 0 is off, -1 any free port. */
    private static int port(long number) {
        return number == 0 ? Integer.MIN_VALUE : number < 0 ? 0 : Math.toIntExact(number);
    }

    private Optional<Address> parse(ConfigNode node) {
        if (node.kind() == Kind.INTEGER) {
            return Optional.of(new Address(defaultHost(), port(node.integer())));
        }
        String text = root.text(node, "");
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            int number = Integer.parseInt(text.substring(colon + 1));
            if (number >= -1 && number <= MOST) {
                return Optional.of(new Address(host.isEmpty() ? defaultHost() : host, port(number)));
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        root.problems().error(node, "could not parse address string \"" + text + "\" (expected: host:port, or a port)");
        return Optional.empty();
    }

    private String defaultHost() {
        return root.find("host", "net")
                .filter(n -> n.kind() == Kind.STRING)
                .map(ConfigNode::text)
                .filter(host -> !host.isEmpty())
                .orElse("0.0.0.0");
    }

    private String basePath() {
        String text = root.text(MonitoringKeys.HTTP_BASE_PATH, "");
        String trimmed = text.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? "" : "/" + trimmed;
    }

    private @Nullable Login login() {
        ConfigReader block = root.map(MonitoringKeys.MONITORING).orElse(null);
        if (block == null) {
            return null;
        }
        block.rejectUnknown(Set.of("user", "password", "pass"));
        String user = block.text(MonitoringKeys.USER, "");
        String password = block.text(MonitoringKeys.PASSWORD, "");
        if (user.isEmpty() || password.isEmpty()) {
            root.problems().error(block.node(), "monitoring needs both user and password");
            return null;
        }
        return new Login(user, password);
    }
}
