/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import soma.host.inventory.RejectedPlugin;
import soma.host.order.DependencyOrder.Need;
import soma.host.order.DependencyOrder.Node;
import soma.spi.plugin.PluginInfo;

/**
 * A plugin whose manifest was read and is complete.
 *
 * @param location   the entry of the plugins directory
 * @param files      the private copy of its files
 * @param descriptor what the manifest says
 */
record Candidate(String location, PluginFiles files, PluginDescriptor descriptor) {
    private static final String MANIFEST =
            "add to the manifest, for example, Plugin-Id: auth-basic, Plugin-Version: 1.0.0";

    /** Reads the manifest of the main jar. */
    static Candidate read(String location, PluginFiles files) throws Refusal {
        PluginDescriptor descriptor = descriptor(files);
        String id = descriptor.getPluginId();
        if (id == null || id.isBlank()) {
            throw new Refusal("its manifest has no Plugin-Id", MANIFEST);
        }
        try {
            PluginInfo.of(id, "0.0.0");
        } catch (IllegalArgumentException e) {
            throw new Refusal("Plugin-Id '" + id + "' is not a plugin id", "use lower-case words joined by dashes");
        }
        return new Candidate(location, files, descriptor);
    }

    private static PluginDescriptor descriptor(PluginFiles files) throws Refusal {
        // the finder would take a jar without a manifest for a directory
        try (var jar = new JarFile(files.main().toFile())) {
            if (jar.getManifest() == null) {
                throw new Refusal("it has no manifest", MANIFEST);
            }
        } catch (IOException | SecurityException e) {
            throw new Refusal("its jar is broken: " + e.getMessage(), "copy it again, or get it again");
        }
        try {
            return new ManifestPluginDescriptorFinder().find(files.main());
        } catch (RuntimeException e) {
            throw new Refusal("its manifest cannot be read: " + e.getMessage(), MANIFEST);
        }
    }

    String id() {
        return descriptor.getPluginId();
    }

    String version() {
        return descriptor.getVersion();
    }

    /** Checks the versions in the manifest that concern this plugin alone. */
    void check(String apiVersion) throws Refusal {
        if (version() == null || !SemanticVersions.INSTANCE.isVersion(version())) {
            throw new Refusal(
                    version() == null
                            ? "its manifest has no Plugin-Version"
                            : "Plugin-Version '" + version() + "' is not a semantic version",
                    "write it as 1.2.3");
        }
        String wanted = descriptor.getRequires().strip();
        // as PF4J has it: the API of a plain version is taken for the least that will do
        String range = wanted.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + wanted : wanted;
        try {
            if (!SemanticVersions.INSTANCE.contains(range, apiVersion)) {
                throw new Refusal(
                        "it requires plugin API " + range + ", this server has " + apiVersion,
                        "install a version of the plugin made for this server");
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "Plugin-Requires '" + wanted + "' is not a version range: " + e.getMessage(),
                    "write it as '>=0.1.0 & <1.0.0'");
        }
    }

    Node node() {
        List<Need> needs = descriptor.getDependencies().stream()
                .map(need -> new Need(
                        need.getPluginId().strip(),
                        need.getPluginVersionSupport().strip(),
                        need.isOptional()))
                .toList();
        return new Node(id(), version(), location, needs, Set.of());
    }

    RejectedPlugin reject(Refusal refusal) {
        return new RejectedPlugin(id(), location, refusal.reason(), refusal.remedy());
    }
}
