/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Class files as they are, for what a model of types and calls does not tell. */
final class ClassFiles {
    private ClassFiles() {}

    /** Returns the classes of a module of this build. */
    static List<ClassModel> of(String module) {
        Path entry = Modules.all().get(module);
        if (Files.isDirectory(entry)) {
            return read(entry);
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            return read(jar.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ClassModel> read(Path root) {
        List<ClassModel> classes = new ArrayList<>();
        for (Path file : Modules.files(root, ".class")) {
            if (!file.endsWith("module-info.class")) {
                try {
                    classes.add(ClassFile.of().parse(Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return classes;
    }

    /** Returns the name of a class with dots. */
    static String name(ClassModel type) {
        return type.thisClass().asInternalName().replace('/', '.');
    }
}
