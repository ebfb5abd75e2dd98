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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.SelectorUtils;

/** The formulas of a folder: what is generated from them, and what is wrong with them. */
final class FormulaFolder {
    private static final String EXTENSION = ".jacobi";

    private final Path root;
    private final Path imported;
    private final Charset encoding;
    private final List<JavaSource> sources = new ArrayList<>();
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    /**
     * @param root absolute
     * @param imported another folder, whose formulas these may import, or null
     */
    FormulaFolder(Path root, Path imported, Charset encoding) {
        this.root = root;
        this.imported = imported;
        this.encoding = encoding;
    }

    List<JavaSource> sources() {
        return sources;
    }

    List<Finding> errors() {
        return errors;
    }

    List<Finding> warnings() {
        return warnings;
    }

    /**
     * The files' names below the root, with slashes, in the same order on every machine. Links to folders below it are not followed.
     *
     * @param includes patterns as Ant's, of which one must match
     * @param excludes patterns of which none may match
     */
    List<String> names(List<String> includes, List<String> excludes) throws IOException {
        return Files.isDirectory(root)
                ? all(root).stream()
                        .filter(name -> matches(includes, name) && !matches(excludes, name))
                        .toList()
                : List.of();
    }

    private static List<String> all(Path root) throws IOException {
        // The root itself may be a link, which a walk would not follow.
        Path real = root.toRealPath();
        try (Stream<Path> all = Files.walk(real)) {
            return all.filter(f -> f.toString().endsWith(EXTENSION) && Files.isRegularFile(f))
                    .map(f -> real.relativize(f).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        }
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> {
            String slashed = pattern.trim().replace(File.separatorChar, '/');
            String whole = slashed.endsWith("/") ? slashed + "**" : slashed;
            return SelectorUtils.matchPath(whole, name, "/", true);
        });
    }

    /** The texts of all files that may be read here, whichever are included. */
    void addTo(Fingerprint fingerprint) throws IOException {
        for (Path folder : imported == null ? List.of(root) : List.of(root, imported)) {
            for (String name : Files.isDirectory(folder) ? all(folder) : List.<String>of()) {
                fingerprint.add(name, Files.readAllBytes(folder.resolve(name)));
            }
        }
    }

    /**
     * Generates the sources of one file.
     *
     * @param packageName the package if the file declares none, or null where its folder gives it
     */
    void generate(String name, String packageName, Set<Derivative> derivatives, Options options, StepFormula step)
            throws IOException, MojoExecutionException {
        Path file = root.resolve(name);
        try {
            // The name is relative, since it may reach the generated source, which must not depend on the machine.
            SourceText source = new SourceText(name, Files.readString(file, encoding));
            String defaultPackage = packageName != null
                    ? packageName
                    : name.substring(0, Math.max(name.lastIndexOf('/'), 0)).replace('/', '.');
            sources.addAll(SourceGenerator.generate(source, defaultPackage, derivatives, options, this::resolve, step));
            SourceGenerator.warnings(source, options).forEach(warning -> warnings.add(new Finding(file, warning)));
        } catch (CharacterCodingException e) {
            errors.add(Finding.of(file, "cannot be read with encoding " + encoding));
        } catch (JacobiException e) {
            for (Diagnostic d : e.diagnostics()) {
                errors.add(
                        new Finding(d.source() == null ? file : place(d.source().name()), d));
            }
        } catch (RuntimeException e) {
            throw new MojoExecutionException("Jacobi itself failed on " + file + ": " + e, e);
        }
    }

    private SourceText resolve(String path) {
        SourceText text = ImportResolver.below(root, encoding).resolve(path);
        return text != null || imported == null
                ? text
                : ImportResolver.below(imported, encoding).resolve(path);
    }

    private Path place(String name) {
        Path here = root.resolve(name);
        return Files.exists(here) || imported == null ? here : imported.resolve(name);
    }
}
