package dev.jacobi.maven;

import dev.jacobi.ImportResolver;
import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/** The formulas of a folder: what is generated from them, and what is wrong with them. */
final class FormulaFolder {
    private final Path root;
    private final String packageName;
    private final String encoding;
    private final List<JavaSource> sources = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    /**
     * @param root absolute
     * @param packageName the package of files that declare none, or null where their folder gives it
     */
    FormulaFolder(Path root, String packageName, String encoding) {
        this.root = root;
        this.packageName = packageName;
        this.encoding = encoding;
    }

    List<JavaSource> sources() {
        return sources;
    }

    /** Each begins with {@code path:line:column: }, the path absolute. */
    List<String> errors() {
        return errors;
    }

    void generate(Set<Derivative> derivatives, Options options, StepFormula step) throws MojoExecutionException {
        try {
            for (String name : names()) {
                generate(name, derivatives, options, step);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("Cannot read " + root + ": " + e, e);
        }
    }

    private void generate(String name, Set<Derivative> derivatives, Options options, StepFormula step)
            throws IOException, MojoExecutionException {
        Path file = root.resolve(name);
        try {
            // The name is relative, since it may reach the generated source, which must not depend on the machine.
            SourceText source = new SourceText(name, Files.readString(file, Charset.forName(encoding)));
            sources.addAll(SourceGenerator.generate(
                    source, defaultPackage(name), derivatives, options, ImportResolver.below(root), step));
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            errors.add(file + ":1:1: cannot be read with encoding " + encoding);
        } catch (JacobiException e) {
            for (Diagnostic d : e.diagnostics()) {
                errors.add(d.source() == null ? file + ":1:1: " + d.render() : root + File.separator + d.render());
            }
        } catch (RuntimeException e) {
            throw new MojoExecutionException("Jacobi itself failed on " + file + ": " + e, e);
        }
    }

    private String defaultPackage(String name) {
        if (packageName != null) {
            return packageName;
        }
        return name.substring(0, Math.max(name.lastIndexOf('/'), 0)).replace('/', '.');
    }

    /** The files' names below the root, with slashes, in the same order on every machine. */
    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(f -> f.toString().endsWith(".jacobi") && Files.isRegularFile(f))
                    .map(f -> root.relativize(f).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        }
    }
}
