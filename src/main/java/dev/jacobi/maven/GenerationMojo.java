package dev.jacobi.maven;

import dev.jacobi.StepFormula;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.Solving;
import dev.jacobi.optim.GeneratedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What is generated, as both goals are told it. */
abstract class GenerationMojo extends AbstractMojo {
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

    final Set<Derivative> wanted() throws MojoExecutionException {
        Set<Derivative> wanted = EnumSet.noneOf(Derivative.class);
        for (String derivative : derivatives) {
            wanted.add(choice(Derivative.class, "derivatives", derivative));
        }
        return wanted;
    }

    final Options options() throws MojoExecutionException {
        return Options.defaults()
                .arithmetic(choice(Arithmetic.class, "arithmetic", arithmetic))
                .strictMath(strictMath)
                .checkpoint(checkpoint)
                .externals(externals())
                .solving(solving());
    }

    /** All that is set here: where any of it changes, all is generated anew. */
    final void addTo(Fingerprint fingerprint) {
        fingerprint
                .add("derivatives", derivatives)
                .add("arithmetic", arithmetic)
                .add("strictMath", strictMath)
                .add("optimizer", optimizer)
                .add("schedule", schedule)
                .add("clip", clip)
                .add("settings", new TreeMap<>(settings))
                .add("checkpoint", checkpoint)
                .add("externals", externals)
                .add("solveTolerance", solveTolerance)
                .add("solveIterations", solveIterations)
                .add("packageName", packageName)
                .add("encoding", encoding);
    }

    final StepFormula step() throws MojoExecutionException {
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
