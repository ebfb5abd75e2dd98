package dev.jacobi.optim.hipparchus;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.Stop;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;

/** Runs Hipparchus' conjugate gradients, and asks the rule after each step. */
final class ConjugateGradientRun {
    private final CompiledFunction loss;
    private final Stop stop;
    private Optimum reached;

    private ConjugateGradientRun(CompiledFunction loss, Stop stop) {
        this.loss = loss;
        this.stop = stop;
    }

    static Optimum of(CompiledFunction loss, Stop stop, double[] start) {
        ConjugateGradientRun run = new ConjugateGradientRun(loss, stop);
        if (run.ends(0, start, Double.NaN)) {
            return run.reached;
        }
        try {
            new NonLinearConjugateGradientOptimizer(
                            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE, run::ends)
                    .optimize(
                            MaxEval.unlimited(),
                            Adapters.objective(loss),
                            Adapters.gradient(loss),
                            GoalType.MINIMIZE,
                            new InitialGuess(start));
            return run.reached;
        } catch (MathRuntimeException e) {
            throw new JacobiException(ErrorCode.ARGUMENT, "conjugate gradients: " + e.getMessage(), e);
        }
    }

    /** What Hipparchus asks, from iteration 2 on, of the step that the iteration before made. */
    private boolean ends(int iteration, PointValuePair before, PointValuePair now) {
        return ends(iteration - 1, now.getPoint(), before.getValue());
    }

    private boolean ends(long steps, double[] point, double before) {
        double[] gradient = new double[point.length];
        double value = loss.gradient(point, gradient);
        double norm = new ArrayRealVector(gradient, false).getNorm();
        if (!Double.isFinite(value) || !Double.isFinite(norm)) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    "conjugate gradients: the loss is " + value + ", the norm of its gradient " + norm
                            + (steps == 0 ? " at the start" : " after step " + steps));
        }
        Stop.Reason reason = stop.reason(steps, value, before, norm);
        if (reason != null) {
            reached = new Optimum(point, value, norm, steps, reason);
        }
        return reason != null;
    }
}
