/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler parses it.
 *
 * @param names every name that is declared in it
 */
record Source(Path file, List<String> lines, List<Type> types, List<Method> methods, List<String> names) {
    /**
     * A class, interface, enum or record that has a name.
     *
     * @param depth 0 for a top-level type
     */
    record Type(String name, Tree.Kind kind, Set<Modifier> modifiers, boolean documented, int depth) {}

    /**
     * A method or constructor with a body, or one of an interface.
     *
     * @param length from the line of its name, annotations left out, to its closing brace
     */
    record Method(String type, String name, int length, int parameters, boolean documented, boolean exposed) {}

    /** Parses the sources of a module, {@code main} or {@code test}, in the order of their paths. */
    static List<Source> of(String folder, String kind) {
        return of(Modules.ROOT.resolve(folder), kind);
    }

    static List<Source> of(Path folder, String kind) {
        List<Path> files = Modules.files(folder.resolve("src").resolve(kind).resolve("java"), ".java");
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                Reader reader = new Reader(unit, trees);
                reader.scan(unit, null);
                sources.add(new Source(
                        file, Modules.read(file).lines().toList(), reader.types, reader.methods, reader.names));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final SourcePositions positions;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        private Reader(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
            this.positions = trees.getSourcePositions();
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            TreePath above = getCurrentPath().getParentPath();
            boolean named = !type.getSimpleName().isEmpty() && above.getLeaf() instanceof ClassTree
                    || above.getLeaf() instanceof CompilationUnitTree;
            if (named) {
                int depth = 0;
                for (TreePath path = above; path.getLeaf() instanceof ClassTree; path = path.getParentPath()) {
                    depth++;
                }
                types.add(new Type(
                        type.getSimpleName().toString(),
                        type.getKind(),
                        type.getModifiers().getFlags(),
                        isDocumented(),
                        depth));
            }
            names.add(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            names.add(method.getName().toString());
            if (positions.getStartPosition(unit, method) >= 0) {
                boolean constructor = method.getName().contentEquals("<init>");
                boolean ofRecord = constructor && type.getKind() == Tree.Kind.RECORD;
                methods.add(new Method(
                        type.getSimpleName().toString(),
                        constructor
                                ? type.getSimpleName().toString()
                                : method.getName().toString(),
                        length(method),
                        ofRecord ? 0 : method.getParameters().size(),
                        isDocumented(),
                        isExposed(type, method)));
            }
            return super.visitMethod(method, nothing);
        }

        private static boolean isExposed(ClassTree type, MethodTree method) {
            Set<Modifier> flags = method.getModifiers().getFlags();
            boolean override = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean ofInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
            return !override
                    && !flags.contains(Modifier.PRIVATE)
                    && (ofInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED));
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            names.add(variable.getName().toString());
            return super.visitVariable(variable, nothing);
        }

        private int length(MethodTree method) {
            Tree first = method.getReturnType() == null ? method : method.getReturnType();
            LineMap lines = unit.getLineMap();
            long from = lines.getLineNumber(positions.getStartPosition(unit, first));
            return (int) (lines.getLineNumber(positions.getEndPosition(unit, method)) - from + 1);
        }

        private boolean isDocumented() {
            String text = trees.getDocComment(getCurrentPath());
            return text != null && !text.isBlank();
        }
    }
}
