/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import soma.plugin.subject.mapping.api.SubjectMappings.Mapping;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.auth.Authorization;
import soma.spi.message.Message;
import soma.spi.route.Origin;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.route.NaiveRouter;
import soma.spi.tck.route.RouteCompilerContract;

final class MappingCompilerTest extends RouteCompilerContract {
    private static final List<Mapping> MAPPINGS = List.of(
            Mapping.of("foo", "bar"),
            Mapping.of("foo.*", "bar.$1"),
            Mapping.of("a.*.*", "$2.b.{{partition(2,1,2)}}"),
            Mapping.of("foo.*.>", "mapped.>"),
            Mapping.of("b.*", "{{left(1,1)}}.c"));

    private static MappingTables tables() {
        var tables = new MappingTables(new Lots(new Random(1)));
        tables.use(new MappingConfig(Map.of("$G", MAPPINGS), ""));
        return tables;
    }

    @Override
    protected RouteCompiler compiler() {
        return new MappingCompiler(tables(), new Lots(new Random(1)));
    }

    @Override
    protected int decide(Question question, Message message, NaiveRouter router) {
        Scope from = question.origin().scope();
        boolean enters = question.ingress() && from != Scope.PEER && from != Scope.REMOTE;
        return router.route(enters ? mapped(question.subject()) : question.subject(), message);
    }

    private static String mapped(String subject) {
        return MAPPINGS.stream()
                .filter(mapping -> Subjects.matches(mapping.source(), subject))
                .findFirst()
                .map(mapping -> SubjectTransform.of(
                        mapping.source(), mapping.destinations().getFirst().subject()))
                .map(transform -> transform.apply(subject))
                .orElse(subject);
    }

    @Override
    protected List<String> tokens() {
        return List.of("foo", "a", "b", "bar", "mapped", "0", "1");
    }

    @Test
    void concernsSpacesWithMappingsOnly() {
        MappingTables tables = tables();
        var compiler = new MappingCompiler(tables, new Lots(new Random(1)));
        assertTrue(compiler.concerns(new PlainSpace("$G")));
        assertFalse(compiler.concerns(new PlainSpace("A")));
        tables.use(MappingConfig.NONE);
        assertFalse(compiler.concerns(new PlainSpace("$G")));
        tables.replace("A", List.of(Mapping.of("x", "y")));
        assertTrue(compiler.concerns(new PlainSpace("A")));
        assertEquals(RouteCompiler.MAPPING, compiler.order());
    }

    /** Who takes part in a space is asked for again after each change, and so need not look at what is in force by then. */
    @Test
    void whoTakesPartInASpaceMapsByTheMappingsOfTheTimeItWasAskedFor() {
        MappingTables tables = tables();
        var compiler = new MappingCompiler(tables, new Lots(new Random(1)));
        var space = new PlainSpace("$G");
        RouteCompiler before = compiler.within(space);
        tables.use(new MappingConfig(Map.of("$G", List.of(Mapping.of("x", "y"))), ""));
        RouteCompiler after = compiler.within(space);
        assertEquals("bar", asked(before, space, "foo"));
        assertEquals("x", asked(before, space, "x"));
        assertEquals("foo", asked(after, space, "foo"));
        assertEquals("y", asked(after, space, "x"));
        assertEquals(RouteCompiler.MAPPING, after.order());
        tables.use(MappingConfig.NONE);
        assertEquals("x", asked(compiler.within(space), space, "x"));
    }

    /** Returns which subject the rest of the chain is asked about. */
    private static String asked(RouteCompiler compiler, PlainSpace space, String subject) {
        List<String> asked = new ArrayList<>();
        var question = new Question(space, Authorization.ALLOW_ALL, Origin.LOCAL, true, subject);
        compiler.compile(question, next -> {
            asked.add(next.subject());
            return Route.DENIED;
        });
        return asked.getFirst();
    }
}
