/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.plugin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.PlainServer;
import soma.spi.tck.fixture.RecordedContributions;

/**
 * What every {@link ServerPlugin} must do as a whole. A test extends it and makes fresh instances. Not to be run beside
 * other tests in one JVM: it watches threads and open files.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class PluginContract {
    /** For subclasses. */
    protected PluginContract() {}

    /** Makes a new instance, as the service loader does. */
    protected abstract ServerPlugin plugin();

    /** Returns a configuration under which the plugin can start; empty unless overridden. */
    protected Map<String, Object> config() {
        return Map.of();
    }

    /** Offers what plugins that this one requires would offer; nothing unless overridden. */
    protected void prepare(RecordedContributions contributions) {}

    /** Makes the server that the plugin is started in. */
    protected Server server(RecordedContributions contributions) {
        return new PlainServer(contributions);
    }

    @Test
    public void itsIdentityIsConstantAndValid() {
        PluginInfo info = plugin().info();
        assertEquals(info, plugin().info());
        assertTrue(
                info.version().matches("\\d+\\.\\d+\\.\\d+([-+].+)?"),
                "version " + info.version() + " (expected: as semantic versioning has it)");
        assertTrue(
                info.requires().stream().noneMatch(r -> r.id().equals(info.id()))
                        && !info.after().contains(info.id()),
                "requires or follows itself");
    }

    @Test
    public void declarationsAreConstantAndWellFormed() {
        RecordedContributions first = contributed(plugin());
        RecordedContributions second = contributed(plugin());
        assertEquals(sectionIds(first), sectionIds(second));
        assertEquals(first.flags(), second.flags());
        assertEquals(first.points(), second.points());
        List<String> keys = first.sections().stream()
                .flatMap(section -> section.keys().stream())
                .flatMap(key -> Stream.concat(Stream.of(key.name()), key.aliases().stream()))
                .toList();
        assertEquals(keys.size(), new HashSet<>(keys).size(), "a key is owned once: " + keys);
        first.sections().forEach(section -> assertWords(section.id()));
        first.points().forEach(point -> assertWords(point.id()));
        first.flags()
                .forEach(flag ->
                        assertFalse(flag.names().isEmpty() || flag.help().isBlank(), flag.toString()));
    }

    /** Has the JVM start the threads that it starts but once, so that none of them is taken for the plugin's. */
    @BeforeAll
    public static void startThreadsOfTheJvm() throws InterruptedException {
        Thread.startVirtualThread(() -> {}).join();
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS))
                .join();
    }

    @Test
    public void registeringStartsNoThreadAndOpensNoFile() {
        contributed(plugin()); // loads the classes, which opens files
        Set<Thread> threads = threads();
        Set<String> files = openFiles();
        contributed(plugin());
        assertEquals(Set.of(), minus(threads(), threads), "threads started");
        assertEquals(Set.of(), minus(openFiles(), files), "files opened");
    }

    @Test
    public void freshInstancesStartAndStopTwice() {
        for (int run = 1; run <= 2; run++) {
            Set<Thread> before = threads();
            RecordedContributions contributions = contributed(plugin());
            List<Lifecycle> lives = contributions.extensions(Lifecycle.POINT);
            Server server = server(contributions);
            try {
                for (Lifecycle life : lives) {
                    assertDoesNotThrow(() -> life.start(server), "start, run " + run);
                    assertDoesNotThrow(life::listen, "listen, run " + run);
                }
                lives.forEach(life -> Await.completion("drain", life.drain(Duration.ofMillis(10))));
            } finally {
                lives.reversed().forEach(Lifecycle::stop);
            }
            Await.until(
                    "the threads of the plugin end with it: " + minus(threads(), before),
                    () -> minus(threads(), before).isEmpty());
        }
    }

    @Test
    public void stopsAfterAStartThatFailed() {
        Set<Thread> before = threads();
        List<Lifecycle> lives = contributed(plugin()).extensions(Lifecycle.POINT);
        for (Lifecycle life : lives) {
            try {
                life.start(brokenServer());
            } catch (Exception e) {
                // may fail or may not need the server: either way it must stop
                assertFalse(e.toString().isEmpty());
            }
        }
        lives.reversed().forEach(life -> assertDoesNotThrow(life::stop, "stop after a failed start"));
        Await.until(
                "no thread is left: " + minus(threads(), before),
                () -> minus(threads(), before).isEmpty());
    }

    @Test
    public void stopsWithoutAStart() {
        List<Lifecycle> lives = contributed(plugin()).extensions(Lifecycle.POINT);
        lives.reversed().forEach(life -> assertDoesNotThrow(life::stop, "stop without start"));
    }

    @Test
    public void instancesShareNothing() {
        List<Lifecycle> one = contributed(plugin()).extensions(Lifecycle.POINT);
        List<Lifecycle> other = contributed(plugin()).extensions(Lifecycle.POINT);
        for (int i = 0; i < one.size(); i++) {
            assertNotSame(one.get(i), other.get(i), "a life cycle is of one instance");
        }
    }

    @Test
    public void itsModuleExportsApiPackagesOnlyAndProvidesThePlugin() throws IOException {
        ModuleDescriptor descriptor = descriptor();
        for (ModuleDescriptor.Exports exports : descriptor.exports()) {
            String name = exports.source();
            assertTrue(
                    exports.isQualified() || name.endsWith(".api") || name.contains(".api."),
                    descriptor.name() + " exports " + name + " (expected: .api packages only)");
        }
        assertFalse(descriptor.isOpen(), descriptor.name() + " is open");
        boolean provided = descriptor.provides().stream()
                .filter(p -> p.service().equals(ServerPlugin.class.getName()))
                .anyMatch(p -> p.providers().contains(plugin().getClass().getName()));
        assertTrue(provided, descriptor.name() + " provides no ServerPlugin with " + plugin().getClass());
    }

    private RecordedContributions contributed(ServerPlugin plugin) {
        var contributions = new RecordedContributions(ConfigNodes.of(config()));
        prepare(contributions);
        plugin.declare(contributions);
        plugin.contribute(contributions);
        return contributions;
    }

    private ModuleDescriptor descriptor() throws IOException {
        Class<?> type = plugin().getClass();
        ModuleDescriptor named = type.getModule().getDescriptor();
        if (named != null) {
            return named;
        }
        // on the class path: the descriptor lies beside the class, in the same jar or directory
        String path = "/" + type.getName().replace('.', '/') + ".class";
        String at = String.valueOf(type.getResource(path));
        String beside = at.substring(0, at.length() - path.length()) + "/module-info.class";
        try (InputStream in = URI.create(beside).toURL().openStream()) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Server brokenServer() {
        return (Server) Proxy.newProxyInstance(
                Server.class.getClassLoader(), new Class<?>[] {Server.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("the server is broken: " + method.getName());
                });
    }

    private static List<String> sectionIds(RecordedContributions contributions) {
        return contributions.sections().stream().map(ConfigSection::id).toList();
    }

    private static void assertWords(String id) {
        assertTrue(id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), id + " (expected: lower-case words joined by dashes)");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !"InnocuousThreadGroup".equals(groupName(thread)))
                .collect(Collectors.toSet());
    }

    private static String groupName(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null ? "" : group.getName();
    }

    /** Returns what the process has open, where the operating system tells; empty elsewhere. */
    private static Set<String> openFiles() {
        String[] handles = new File("/proc/self/fd").list();
        Set<String> files = new HashSet<>();
        for (String handle : handles == null ? new String[0] : handles) {
            try {
                files.add(new File("/proc/self/fd/" + handle)
                        .toPath()
                        .toRealPath()
                        .toString());
            } catch (IOException e) {
                files.remove(handle); // a pipe, or closed meanwhile: no file
            }
        }
        return files;
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> known) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(known);
        return rest;
    }
}
