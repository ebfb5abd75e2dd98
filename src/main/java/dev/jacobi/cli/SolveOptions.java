package dev.jacobi.cli;

import dev.jacobi.diag.Options;
import dev.jacobi.diag.Solving;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How formulas solve equations. */
final class SolveOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--solve-tolerance",
            paramLabel = "NUMBER",
            description = "The largest last step of a solve, as a part of the root. Default: 1e-10.")
    private double tolerance = Solving.defaults().tolerance();

    @Option(
            names = "--solve-steps",
            paramLabel = "COUNT",
            description = "How often a solve evaluates its residual at most; then it is NaN. Default: 100.")
    private int iterations = Solving.defaults().iterations();

    /** The options with these. */
    Options addTo(Options options) {
        try {
            return options.solving(new Solving(tolerance, iterations));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
