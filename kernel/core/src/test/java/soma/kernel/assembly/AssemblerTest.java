/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakePlugin;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.PluginInfo.Requirement;
import soma.spi.plugin.ServerPlugin;

class AssemblerTest {
    private static final ExtensionPoint<String> MANY = ExtensionPoint.many("words", String.class);
    private static final ExtensionPoint<String> ONE = ExtensionPoint.one("word", String.class);
    private static final ExtensionPoint<String> NAMED = ExtensionPoint.named("named-words", String.class);
    private static final ConfigKey COLOR =
            ConfigKey.of("color", "text", "", ConfigKey.Reload.NO, "A color.").alias("colour");
    private static final ConfigSection<String> PAINT =
            ConfigSection.fixed("paint", List.of(COLOR), root -> root.text(COLOR, "black"));

    private final ProblemList problems = new ProblemList();

    private Assembler of(ServerPlugin... plugins) {
        return Assembler.of(
                List.of(plugins),
                key -> key.equals("streams") ? Optional.of("stream-store") : Optional.empty(),
                problems);
    }

    private Assembly assemble(ServerPlugin... plugins) {
        Assembler assembler = of(plugins);
        return assembler.assemble(assembler.bind(Conf.of(), problems), problems);
    }

    private List<String> errors() {
        return problems.entries().stream().map(e -> e.at() + ": " + e.message()).toList();
    }

    private static FakePlugin ranged(String id, Requirement... requires) {
        return new FakePlugin(new PluginInfo(id, "1.0.0", List.of(requires), Set.of()), _ -> {}, _ -> {});
    }

    @Test
    void ordersPluginsByNeedAndElseKeepsTheirOrder() {
        var after = new FakePlugin(new PluginInfo("a", "1.0.0", List.of(), Set.of("c", "absent")), _ -> {}, _ -> {});
        Assembler assembler = of(
                after, FakePlugin.named("b", "d"), FakePlugin.named("c"), FakePlugin.named("d"), FakePlugin.named("e"));
        assertEquals(List.of(), errors());
        assertEquals(
                List.of("c", "a", "d", "b", "e"),
                assembler.plugins().stream().map(PluginInfo::id).toList());
    }

    @Test
    void namesThePluginsOfACircle() {
        of(FakePlugin.named("a", "b"), FakePlugin.named("b", "c"), FakePlugin.named("c", "b"));
        assertEquals(
                List.of("plugin 'b': must start after itself: b -> c -> b (each requires the next, or comes after it). "
                        + "Remove one of these plugins."),
                errors());
    }

    @Test
    void namesWhatIsMissingAndWhatToDo() {
        of(FakePlugin.named("a", "b"), FakePlugin.named("c"));
        assertEquals(
                List.of("plugin 'a': requires plugin 'b', which is not installed (installed: a, c). "
                        + "Put its jar into plugins/, or leave out 'a'."),
                errors());
    }

    @Test
    void checksVersions() {
        of(ranged("a", new Requirement("b", ">=1.0.0 & <2.0.0")), FakePlugin.named("b"));
        assertEquals(List.of(), errors());
        of(ranged("a", new Requirement("b", ">=1.0.1")), FakePlugin.named("b"));
        assertEquals(
                List.of(
                        "plugin 'a': requires version >=1.0.1 of plugin 'b', installed is 1.0.0. Install a version of 'b' that "
                                + "fits, or another one of 'a'."),
                errors());
        of(ranged("a", new Requirement("b", "new")), FakePlugin.named("b"));
        assertTrue(errors().getLast().startsWith("plugin 'a': requires versions 'new' of plugin 'b'"));
    }

    @Test
    void refusesTwoPluginsOfOneId() {
        of(FakePlugin.named("a"), FakePlugin.named("a"));
        assertTrue(errors().getFirst().startsWith("plugin 'a': is there twice, as soma.kernel.testing.FakePlugin"));
    }

    @Test
    void refusesTwoOwnersOfAKeyAFlagOrAPoint() {
        var flag = new CommandLineFlag(List.of("color"), "color", CommandLineFlag.Type.STRING, false, "A color.");
        var one = FakePlugin.named("a").declaring(d -> {
            d.section(PAINT);
            d.flag(flag);
            d.point(MANY);
        });
        var other = ConfigSection.fixed(
                "other", List.of(ConfigKey.of("Colour", "text", "", ConfigKey.Reload.NO, "")), _ -> "");
        of(one, FakePlugin.named("b").declaring(d -> {
            d.section(other);
            d.flag(flag);
            d.point(MANY);
        }));
        assertEquals(
                List.of(
                        "plugin 'b': declares the configuration key 'Colour', which belongs to plugin 'a'. "
                                + "Remove one of the two plugins.",
                        "plugin 'b': declares the flag '--color', which belongs to plugin 'a'. "
                                + "Remove one of the two plugins.",
                        "plugin 'b': declares the extension point 'words', which belongs to plugin 'a'. "
                                + "Remove one of the two plugins."),
                errors());
    }

    @Test
    void namesThePluginThatFails() {
        assemble(
                FakePlugin.named("a").declaring(_ -> {
                    throw new IllegalStateException("no");
                }),
                FakePlugin.named("b").contributing(_ -> {
                    throw new IllegalStateException("never");
                }));
        assertEquals(
                List.of(
                        "plugin 'a': failed to declare what it owns: java.lang.IllegalStateException: no",
                        "plugin 'b': failed to contribute: never"),
                errors());
    }

    @Test
    void givesEachPluginTheValueOfItsOwnSectionOnly() {
        var seen = new ArrayList<String>();
        var a = FakePlugin.named("a").declaring(d -> d.section(PAINT)).contributing(c -> seen.add(c.config(PAINT)));
        var b = FakePlugin.named("b").contributing(c -> c.config(PAINT));
        Assembler assembler = of(a, b);
        assembler.assemble(assembler.bind(Conf.of("colour", "red"), problems), problems);
        assertEquals(List.of("red"), seen);
        assertEquals(
                List.of("plugin 'b': failed to contribute: it asks for section 'paint', which it did not declare"),
                errors());
    }

    @Test
    void namesThePluginThatWouldOwnAnUnknownKey() {
        of(FakePlugin.named("a"), FakePlugin.named("b")).bind(Conf.of("x", 1, "Streams", Map.of()), problems);
        assertEquals(
                List.of(
                        "test.conf:1:1: unknown field \"x\"",
                        "test.conf:2:1: Streams { } is a section of plugin 'stream-store', which is not installed "
                                + "(installed: a, b). Put its jar into plugins/."),
                errors());
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        of(FakePlugin.named("a").declaring(d -> d.section(PAINT))).bind(Conf.of("clor", "red"), problems);
        assertEquals(List.of("test.conf:1:1: unknown field \"clor\" (did you mean \"color\"?)"), errors());
    }

    @Test
    void leavesKeysAloneThatServeAsVariables() {
        of().bind(Conf.of("anything", Conf.variable("x")), problems);
        assertEquals(List.of(), errors());
    }

    @Test
    void keepsContributionsInPluginOrder() {
        Assembly assembly = assemble(
                FakePlugin.named("a", "b").contributing(c -> {
                    c.add(MANY, "from a");
                    c.add(NAMED, "x", "ax");
                }),
                FakePlugin.named("b").contributing(c -> {
                    c.add(MANY, "from b");
                    c.add(ONE, "only");
                    c.add(NAMED, "y", "by");
                }));
        assertEquals(List.of(), errors());
        assertEquals(List.of("from b", "from a"), assembly.extensions(MANY));
        assertEquals(List.of("only"), assembly.extensions(ONE));
        assertEquals("{y=by, x=ax}", assembly.named(NAMED).toString());
        assertEquals(
                List.of("b", "a"),
                assembly.contributions(MANY).stream()
                        .map(Assembly.Contribution::plugin)
                        .toList());
    }

    @Test
    void namesBothPluginsWhereOnlyOneMayContribute() {
        assemble(
                FakePlugin.named("a").contributing(c -> c.add(ONE, "x")),
                FakePlugin.named("b").contributing(c -> c.add(ONE, "y")),
                FakePlugin.named("c").contributing(c -> c.add(NAMED, "n", "x")),
                FakePlugin.named("d").contributing(c -> c.add(NAMED, "n", "y")));
        assertEquals(
                List.of(
                        "plugin 'b': contributes to extension point 'word', which takes one extension and has that of plugin "
                                + "'a'. Remove one of the two plugins.",
                        "plugin 'd': failed to contribute: the name 'n' at extension point 'named-words' is taken by plugin "
                                + "'c'. Remove one of the two plugins."),
                errors());
    }

    @Test
    void refusesNamesWhereThereAreNoneAndTheOtherWayRound() {
        assemble(
                FakePlugin.named("a").contributing(c -> c.add(NAMED, "x")),
                FakePlugin.named("b").contributing(c -> c.add(MANY, "n", "x")));
        assertEquals(2, errors().size());
    }

    @Test
    void offersServicesToThoseThatRequireTheirPluginOnly() {
        var seen = new ArrayList<Object>();
        assemble(
                FakePlugin.named("a").contributing(c -> c.offer(Runnable.class, () -> seen.add("ran"))),
                FakePlugin.named("b", "a")
                        .contributing(c -> c.require(Runnable.class).run()),
                FakePlugin.named("c").contributing(c -> c.require(Runnable.class)));
        assertEquals(List.of("ran"), seen);
        assertEquals(
                List.of("plugin 'c': failed to contribute: no plugin that it requires offers the service "
                        + "java.lang.Runnable (required: )"),
                errors());
    }

    @Test
    void takesNothingAfterContributingIsOver() {
        var kept = new ArrayList<Contributions>();
        assemble(FakePlugin.named("a").contributing(kept::add));
        assertThrows(IllegalStateException.class, () -> kept.getFirst().add(MANY, "late"));
        assertFalse(problems.hasErrors());
    }

    @Test
    void showsWhatWasAssembled() {
        Assembler assembler = of(
                FakePlugin.named("a", "b").contributing(c -> c.add(NAMED, "x", "ax")),
                FakePlugin.named("b").declaring(d -> d.section(PAINT)).contributing(c -> c.add(MANY, "from b")));
        Assembly assembly = assembler.assemble(assembler.bind(Conf.of(), problems), problems);
        assertEquals("""
                plugins, in order of start
                  b 1.0.0
                  a 1.0.0 requires b
                configuration sections
                  b/paint: color
                extension points
                  words (many)
                    java.lang.String from b
                  named-words (named)
                    x = java.lang.String from a
                """, assembler.dump(assembly));
    }
}
