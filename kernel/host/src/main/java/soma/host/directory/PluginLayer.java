/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import soma.host.inventory.Failures;
import soma.spi.plugin.ServerPlugin;

/**
 * The module layer of one plugin and the class loader that goes with it.
 *
 * @param module the plugin's own module
 * @param layer  its layer; its parents are the layers of the plugins it depends on and the boot layer
 */
record PluginLayer(String module, ModuleLayer layer) {
    static PluginLayer of(PluginModules modules, List<PluginLayer> dependencies) throws Refusal {
        List<ModuleLayer> parents = new ArrayList<>();
        dependencies.forEach(dependency -> parents.add(dependency.layer()));
        parents.add(ModuleLayer.boot());
        modules.checkRequired(parents);
        try {
            // The plugin's own modules come first, so that private libraries win over the server's. All of them are
            // roots: one that is only reached by reflection, or holds resources only, would be left out otherwise.
            Configuration configuration = Configuration.resolveAndBind(
                    modules.finder(),
                    parents.stream().map(ModuleLayer::configuration).toList(),
                    ModuleFinder.of(),
                    modules.byName().keySet());
            // No parent loader: the platform loader hands on to the application's and shows the server's classes.
            ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(configuration, parents, noLoader())
                    .layer();
            return new PluginLayer(modules.main().name(), layer);
        } catch (FindException | ResolutionException | LayerInstantiationException | SecurityException e) {
            throw new Refusal(
                    "its modules do not fit together: " + e.getMessage(),
                    "correct its module-info, or take the library that is in the way out of its lib/");
        }
    }

    // the parameter of defineModulesWithOneLoader may be null although the JDK is not annotated
    @SuppressWarnings("NullAway")
    private static ClassLoader noLoader() {
        return null;
    }

    @Nullable
    ClassLoader loader() {
        return layer.findLoader(module);
    }

    /** Makes the plugin's one instance. */
    ServerPlugin instantiate() throws Refusal {
        try {
            // the loader also yields the providers of the parents
            List<ServiceLoader.Provider<ServerPlugin>> own = ServiceLoader.load(layer, ServerPlugin.class).stream()
                    .filter(provider -> provider.type().getModule().getLayer() == layer)
                    .toList();
            if (own.size() != 1) {
                throw wrongNumber(own);
            }
            return own.getFirst().get();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw failed(e);
        }
    }

    static Refusal failed(Throwable e) {
        return new Refusal(Failures.describe(e), "update the plugin, or report this to its author");
    }

    private Refusal wrongNumber(List<ServiceLoader.Provider<ServerPlugin>> own) {
        String service = ServerPlugin.class.getName();
        if (own.isEmpty()) {
            return new Refusal(
                    "its module " + module + " provides no " + service,
                    "add to its module-info: provides " + service + " with YOUR.CLASS");
        }
        String names = own.stream()
                .map(provider -> provider.type().getName() + " in module "
                        + Optional.ofNullable(provider.type().getModule().getName())
                                .orElse("?"))
                .collect(Collectors.joining(", "));
        return new Refusal(
                "it provides more than one " + service + ": " + names,
                "split it, or move the other plugin out of its lib/ into the plugins directory");
    }
}
