package dev.jacobi.maven;

import dev.jacobi.JavaSource;
import dev.jacobi.SourceGenerator;
import dev.jacobi.SourceWriter;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Diagnostic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Generates Java sources from the formulas of a project: one class a function, which depends on nothing but the JDK. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** The folder that is searched for files named {@code *.jacobi}, at any depth. */
    @Parameter(property = "jacobi.sourceDirectory", defaultValue = "${project.basedir}/src/main/jacobi")
    File sourceDirectory;

    /** The source root that the generated classes go to; it is compiled with the project. */
    @Parameter(
            property = "jacobi.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/jacobi")
    File outputDirectory;

    /** What to generate beside the value: gradient, jacobian, hessian, jvp, vjp, hessian-vector-product. */
    @Parameter(property = "jacobi.derivatives", defaultValue = "gradient")
    List<String> derivatives;

    /** How much a simplification may change: default, ieee, real or fast. */
    @Parameter(property = "jacobi.arithmetic", defaultValue = "default")
    String arithmetic;

    /** Whether functions come from StrictMath, so that results repeat on every machine. */
    @Parameter(property = "jacobi.strictMath", defaultValue = "false")
    boolean strictMath;

    /** The package of files that declare none; without it their folder below the source directory gives it. */
    @Parameter(property = "jacobi.packageName")
    String packageName;

    /** The encoding of the formulas. */
    @Parameter(property = "jacobi.encoding", defaultValue = "UTF-8")
    String encoding;

    /** Whether to do nothing. */
    @Parameter(property = "jacobi.skip", defaultValue = "false")
    boolean skip;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped");
        } else if (!sourceDirectory.isDirectory()) {
            getLog().warn("There is no folder " + sourceDirectory);
        } else {
            generate(sourceDirectory.toPath().toAbsolutePath().normalize());
            project.addCompileSourceRoot(outputDirectory.getAbsolutePath());
        }
    }

    private void generate(Path root) throws MojoExecutionException, MojoFailureException {
        Set<Derivative> wanted = EnumSet.noneOf(Derivative.class);
        for (String derivative : derivatives) {
            wanted.add(choice(Derivative.class, "derivatives", derivative));
        }
        Options options = Options.defaults()
                .arithmetic(choice(Arithmetic.class, "arithmetic", arithmetic))
                .strictMath(strictMath);
        List<JavaSource> sources = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        try {
            for (String name : formulas(root)) {
                sources.addAll(generate(root, name, wanted, options, errors));
            }
            if (errors.isEmpty()) {
                List<Path> written = SourceWriter.write(outputDirectory.toPath(), sources);
                if (!written.isEmpty()) {
                    getLog().info("Generated " + written.size() + " of " + sources.size() + " classes");
                }
            }
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read " + root + ": " + e, e);
        } catch (JacobiException e) {
            errors.add(e.getMessage());
        }
        errors.forEach(getLog()::error);
        if (!errors.isEmpty()) {
            throw new MojoFailureException("Errors in the formulas of " + root + ": " + errors.size());
        }
    }

    /** The sources of one file; its mistakes go to the errors. */
    private List<JavaSource> generate(
            Path root, String name, Set<Derivative> wanted, Options options, List<String> errors)
            throws IOException, MojoExecutionException {
        Path file = root.resolve(name);
        int folder = name.lastIndexOf('/');
        String defaultPackage = packageName != null
                ? packageName
                : name.substring(0, Math.max(folder, 0)).replace('/', '.');
        try {
            // The name is relative, since it may reach the generated source, which must not depend on the machine.
            SourceText source = new SourceText(name, Files.readString(file, Charset.forName(encoding)));
            return SourceGenerator.generate(source, defaultPackage, wanted, options);
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            errors.add(file + ":1:1: cannot be read with encoding " + encoding);
        } catch (JacobiException e) {
            for (Diagnostic d : e.diagnostics()) {
                errors.add(d.source() == null ? file + ":1:1: " + d.render() : root + File.separator + d.render());
            }
        } catch (RuntimeException e) {
            throw new MojoExecutionException("Jacobi itself failed on " + file + ": " + e, e);
        }
        return List.of();
    }

    /** The files' names below the root, in the same order on every machine. */
    private static List<String> formulas(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(f -> f.toString().endsWith(".jacobi") && Files.isRegularFile(f))
                    .map(f -> root.relativize(f).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String parameter, String text)
            throws MojoExecutionException {
        try {
            return Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            String known = Arrays.toString(type.getEnumConstants())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            throw new MojoExecutionException("Parameter " + parameter + ": '" + text + "' is none of " + known, e);
        }
    }
}
