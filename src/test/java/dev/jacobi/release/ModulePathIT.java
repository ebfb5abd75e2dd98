package dev.jacobi.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a module, beside what it needs at run time and nothing else. */
class ModulePathIT {
    private static final String VERSION = System.getProperty("jacobi.version");

    /** One class of each library that the library needs at run time. */
    private static final List<Class<?>> NEEDED = List.of(
            org.codehaus.janino.SimpleCompiler.class,
            org.codehaus.commons.compiler.CompileException.class,
            com.palantir.javapoet.JavaFile.class);

    @TempDir
    Path temp;

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String modulePath(Path... more) throws URISyntaxException {
        Stream.Builder<Path> path = Stream.builder();
        Stream.of(more).forEach(path);
        path.add(Path.of("target", "jacobi-" + VERSION + ".jar").toAbsolutePath());
        for (Class<?> type : NEEDED) {
            path.add(jarOf(type));
        }
        return path.build().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path compile(String descriptor, String program) throws Exception {
        Path sources = temp.resolve("sources");
        Path classes = temp.resolve("classes");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        said,
                        "-Xlint:all,-requires-automatic",
                        "-Werror",
                        "-d",
                        classes.toString(),
                        "--module-path",
                        modulePath(),
                        write(sources.resolve("module-info.java"), descriptor).toString(),
                        write(sources.resolve("com/acme/Main.java"), program).toString());
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return classes;
    }

    private String run(Path classes) throws Exception {
        Path said = temp.resolve("said");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath(classes),
                        "--module",
                        "com.acme/com.acme.Main")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(java.waitFor()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    /** With both compilers, an interface of its own, and an optimiser: a formula that is read from the jar. */
    @Test
    void aModuleOfAUsersEvaluatesAGradient() throws Exception {
        Path classes = compile("module com.acme { requires dev.jacobi; exports com.acme; }", """
                package com.acme;

                import dev.jacobi.CompiledFunction;
                import dev.jacobi.Jacobi;
                import dev.jacobi.diag.Backend;
                import dev.jacobi.diag.Options;
                import dev.jacobi.optim.Momentum;
                import dev.jacobi.optim.Schedule;
                import dev.jacobi.optim.Stop;

                public final class Main {
                    private Main() {}

                    public interface Product {
                        double gradient(double x, double y, double[] out);
                    }

                    public static void main(String[] arguments) {
                        double[] gradient = new double[2];
                        for (Backend backend : Backend.values()) {
                            CompiledFunction f =
                                    Jacobi.with(Options.defaults().backend(backend)).compile("x^2 * y + normcdf(0 * x)");
                            System.out.print(f.gradient(new double[] {3, 5}, gradient) + " " + gradient[0] + " " + gradient[1]);
                            System.out.println(" " + f.as(Product.class).gradient(1, 2, gradient) + " " + gradient[0]);
                        }
                        CompiledFunction bowl = Jacobi.compile("(x - 1)^2");
                        System.out.println(Momentum.defaults().alpha(Schedule.constant(0.5)).beta(0).over(bowl)
                                .stop(Stop.after(3)).minimize(new double[] {3}).loss());
                        System.out.println(Main.class.getModule() + ", " + Jacobi.class.getModule());
                    }
                }
                """);
        assertThat(run(classes).lines().toList())
                .containsExactly(
                        "45.5 30.0 9.0 2.5 4.0", "45.5 30.0 9.0 2.5 4.0", "0.0", "module com.acme, module dev.jacobi");
    }
}
