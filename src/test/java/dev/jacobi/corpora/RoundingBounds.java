package dev.jacobi.corpora;

import dev.jacobi.Pipeline;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.laws.RunningError;

/**
 * How far the rounding of plain evaluation may take the results and a derivative of a function, as the source defines them: a running
 * error analysis. It stands in where the corpora do not say what plain evaluation loses, or say that it loses every digit.
 */
final class RoundingBounds {
    private final Pipeline.Stage stage;
    private final RunningError analysis;
    private double[] at;
    private double[] errors;

    RoundingBounds(FunctionGraph function, Derivative derivative) {
        this.stage = Pipeline.source(function, derivative, Checks.OPTIONS);
        this.analysis = new RunningError(stage.graph(), stage.roots());
    }

    /** The absolute bound of an entry: the results come first, then the derivatives. Infinite where nothing can be said. */
    double of(int root, double[] x) {
        if (x != at) {
            at = x;
            errors = analysis.at(node -> x[node.index()]).errors();
        }
        return errors[stage.roots().get(root).id()];
    }
}
