package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.util.List;
import java.util.Set;

/** Generates Java sources for a build: one final class a function, which depends on nothing but the JDK. */
public final class SourceGenerator {
    private SourceGenerator() {}

    /**
     * The sources of all functions of a file, in order. The value is always there.
     *
     * @param defaultPackage the package where the file declares none; empty for none
     * @throws dev.jacobi.diag.JacobiException with every mistake of the file
     */
    public static List<JavaSource> generate(
            SourceText source, String defaultPackage, Set<Derivative> derivatives, Options options) {
        throw new IllegalStateException("not yet");
    }
}
