/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of one plugin: its own and those of its private libraries, checked before a layer is made of them.
 *
 * @param main   the plugin's own module
 * @param finder finds all of them
 * @param byName all of them with the file each is in
 */
record PluginModules(ModuleDescriptor main, ModuleFinder finder, Map<String, ModuleReference> byName) {
    /** What there must be only one of in a server: plugins and kernel meet in these packages. */
    private static final List<String> SHARED = List.of("soma.spi", "soma.kernel", "soma.host", "org.pf4j", "org.slf4j");

    static PluginModules of(PluginFiles files, boolean allowAutomatic) throws Refusal {
        Map<String, ModuleReference> byName = new LinkedHashMap<>();
        ModuleReference main = module(files.main());
        if (main.descriptor().isAutomatic() && !allowAutomatic) {
            throw new Refusal(
                    PluginFiles.name(files.main()) + " has no module-info.class (it would become automatic module "
                            + main.descriptor().name() + ")",
                    "add a module-info to the plugin, or set plugins.allow_automatic to true");
        }
        byName.put(main.descriptor().name(), main);
        for (Path library : files.libraries()) {
            ModuleReference module = module(library);
            ModuleReference other = byName.putIfAbsent(module.descriptor().name(), module);
            if (other != null) {
                throw new Refusal(
                        "module " + module.descriptor().name() + " is in both " + file(other) + " and " + file(module),
                        "keep one of them");
            }
        }
        var all = new ArrayList<Path>();
        all.add(files.main());
        all.addAll(files.libraries());
        var modules = new PluginModules(main.descriptor(), ModuleFinder.of(all.toArray(Path[]::new)), byName);
        modules.refuseSharedCopies();
        return modules;
    }

    /** Refuses what the layers that this one builds on do not have. */
    void checkRequired(List<ModuleLayer> parents) throws Refusal {
        for (ModuleReference module : byName.values()) {
            Optional<String> missing = module.descriptor().requires().stream()
                    .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                    .map(Requires::name)
                    .filter(name -> !byName.containsKey(name))
                    .filter(name -> parents.stream()
                            .allMatch(layer -> layer.findModule(name).isEmpty()))
                    .sorted()
                    .findFirst();
            if (missing.isPresent()) {
                throw new Refusal(
                        "module " + missing.get() + " is missing, which "
                                + module.descriptor().name() + " requires",
                        remedy(missing.get()));
            }
        }
    }

    private static String remedy(String module) {
        if (ModuleFinder.ofSystem().find(module).isPresent()) {
            return "start the server with --add-modules " + module;
        }
        return module.startsWith("java.") || module.startsWith("jdk.")
                ? "run the server on a Java runtime that has this module"
                : "put its jar into the plugin's lib/, or name the plugin that has it in Plugin-Dependencies";
    }

    private void refuseSharedCopies() throws Refusal {
        for (ModuleReference module : byName.values()) {
            Set<String> packages = module.descriptor().packages();
            for (String shared : SHARED) {
                boolean copied = module.descriptor().name().equals(shared)
                        || packages.stream().anyMatch(name -> name.equals(shared) || name.startsWith(shared + "."));
                if (copied) {
                    throw new Refusal(
                            file(module) + " is or contains a copy of " + shared + ", which the server itself has",
                            "leave it out of the plugin (Maven: scope provided)");
                }
            }
        }
    }

    private static ModuleReference module(Path jar) throws Refusal {
        try {
            return ModuleFinder.of(jar).findAll().iterator().next();
        } catch (FindException | SecurityException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Refusal(
                    PluginFiles.name(jar) + " cannot be used as a module: " + cause.getMessage(),
                    "get or build the jar again");
        }
    }

    private static String file(ModuleReference module) {
        return module.location()
                .map(uri -> PluginFiles.name(Path.of(uri)))
                .orElse(module.descriptor().name());
    }
}
