package dev.jacobi.maven;

import dev.jacobi.SourceWriter;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.Solving;
import dev.jacobi.optim.GeneratedStep;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    /**
     * Adds a method {@code step} to the class of each function that gives one number: its gradient, then one loop that changes parameters and
     * the states of an optimiser in place. One of momentum, adam, adamw, adam-l2, amsgrad.
     */
    @Parameter(property = "jacobi.optimizer")
    String optimizer;

    /** The rate of a step, from its number: constant or cosine, both with a warm-up. By default the step takes the rate. */
    @Parameter(property = "jacobi.schedule")
    String schedule;

    /** Whether the gradient of a step is shortened to a norm of at most its number {@code most}. */
    @Parameter(property = "jacobi.clip", defaultValue = "false")
    boolean clip;

    /** Numbers that are fixed in the step rather than its parameters, as {@code <beta>0.9</beta>}. */
    @Parameter
    Map<String, Double> settings = Map.of();

    /** Whether reverse mode through folds of T steps saves about 2 √T states and computes the others again. */
    @Parameter(property = "jacobi.checkpoint", defaultValue = "false")
    boolean checkpoint;

    /**
     * Static methods of the project's that formulas may call, a line each; behind a colon their partial derivatives:
     * {@code j0(x) = com.acme.Bessel.j0 : -j1(x)}.
     */
    @Parameter
    List<String> externals = List.of();

    /** The largest last step of a solve, as a part of the root. */
    @Parameter(property = "jacobi.solveTolerance", defaultValue = "1e-10")
    double solveTolerance = Solving.defaults().tolerance();

    /** How often a solve evaluates its residual at most; a root that takes longer to find is NaN. */
    @Parameter(property = "jacobi.solveIterations", defaultValue = "100")
    int solveIterations = Solving.defaults().iterations();

    /** The package of files that declare none; without it their folder below the source directory gives it. */
    @Parameter(property = "jacobi.packageName")
    String packageName;

    /** The encoding of the formulas; UTF-8 where the project sets none either. */
    @Parameter(property = "jacobi.encoding", defaultValue = "${project.build.sourceEncoding}")
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
            generate();
            project.addCompileSourceRoot(outputDirectory.getAbsolutePath());
        }
    }

    private void generate() throws MojoExecutionException, MojoFailureException {
        Set<Derivative> wanted = EnumSet.noneOf(Derivative.class);
        for (String derivative : derivatives) {
            wanted.add(choice(Derivative.class, "derivatives", derivative));
        }
        Options options = Options.defaults()
                .arithmetic(choice(Arithmetic.class, "arithmetic", arithmetic))
                .strictMath(strictMath)
                .checkpoint(checkpoint)
                .externals(externals())
                .solving(solving());
        Path root = sourceDirectory.toPath().toAbsolutePath().normalize();
        FormulaFolder folder = new FormulaFolder(root, packageName, encoding == null ? "UTF-8" : encoding);
        folder.generate(wanted, options, step());
        if (folder.errors().isEmpty()) {
            write(folder);
        }
        folder.errors().forEach(getLog()::error);
        if (!folder.errors().isEmpty()) {
            throw new MojoFailureException(
                    "Errors in the formulas of " + root + ": " + folder.errors().size());
        }
    }

    private StepFormula step() throws MojoExecutionException {
        try {
            return optimizer == null ? null : new GeneratedStep(optimizer, schedule, clip, settings).formula();
        } catch (JacobiException e) {
            throw new MojoExecutionException("Parameters optimizer, schedule, clip, settings: " + e.getMessage(), e);
        }
    }

    private ExternalFunction[] externals() throws MojoExecutionException {
        List<ExternalFunction> functions = new ArrayList<>();
        for (String line : externals) {
            try {
                functions.add(ExternalFunction.parse(line));
            } catch (JacobiException e) {
                throw new MojoExecutionException("Parameter externals: " + e.getMessage(), e);
            }
        }
        return functions.toArray(ExternalFunction[]::new);
    }

    private Solving solving() throws MojoExecutionException {
        try {
            return new Solving(solveTolerance, solveIterations);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("Parameters solveTolerance, solveIterations: " + e.getMessage(), e);
        }
    }

    private void write(FormulaFolder folder) throws MojoFailureException {
        try {
            int written = SourceWriter.write(outputDirectory.toPath(), folder.sources())
                    .size();
            if (written > 0) {
                getLog().info("Generated " + written + " of " + folder.sources().size() + " classes");
            }
        } catch (JacobiException e) {
            throw new MojoFailureException(e.getMessage(), e);
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
