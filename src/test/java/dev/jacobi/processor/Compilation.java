package dev.jacobi.processor;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources of a user's that are compiled with the annotation processor, in this JVM. */
final class Compilation {
    final Path classes;
    final List<Diagnostic<? extends JavaFileObject>> diagnostics;

    private Compilation(Path classes, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        this.classes = classes;
        this.diagnostics = diagnostics;
    }

    /** Compiles all Java files below {@code folder/src} into {@code folder/classes}, for Java 8. */
    static Compilation of(Path folder, String... options) throws IOException {
        return of(folder, new JacobiProcessor(), options);
    }

    static Compilation of(Path folder, Processor processor, String... options) throws IOException {
        Path sources = folder.resolve("src");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> all = new ArrayList<>(
                List.of("--release", "8", "-Xlint:all,-options", "-d", classes.toString(), "-s", classes.toString()));
        all.addAll(List.of(options));
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, found, all, null, files.getJavaFileObjectsFromPaths(java(sources)));
            task.setProcessors(List.of(processor));
            task.call();
        }
        return new Compilation(classes, found.getDiagnostics());
    }

    private static List<Path> java(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** What the compiler says, each with its line and column in front. */
    List<String> messages() {
        return diagnostics.stream()
                .map(d -> d.getLineNumber() + ":" + d.getColumnNumber() + ": " + d.getMessage(Locale.ROOT))
                .toList();
    }

    String generated(String path) throws IOException {
        return Files.readString(classes.resolve(path));
    }

    /** A class of the user's or a generated one, where nothing of Jacobi is. */
    Class<?> load(String name) throws ReflectiveOperationException, IOException {
        URL[] urls = {classes.toUri().toURL()};
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()).loadClass(name);
    }
}
