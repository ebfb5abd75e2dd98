package dev.jacobi.optim.hipparchus;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.nonlinear.vector.leastsquares.GaussNewtonOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem.Evaluation;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;

/** Runs Hipparchus' least squares. */
final class LeastSquaresRun {
    /** What is left of a column that depends on others, against the whole. */
    private static final double SINGULAR = 1e-14;

    private LeastSquaresRun() {}

    static Fit of(LeastSquares settings, double[] start) {
        Residuals residuals = new Residuals(settings.residuals());
        checkStart(settings, residuals, start);
        try {
            Optimum found = optimizer(settings)
                    .optimize(new LeastSquaresBuilder()
                            .model(residuals)
                            .lazyEvaluation(true)
                            .target(new double[settings.residuals().resultLength(start)])
                            .start(start)
                            .checker(settings.method() == LeastSquares.Method.GAUSS_NEWTON ? checker(settings) : null)
                            .maxIterations(settings.steps())
                            .maxEvaluations(Integer.MAX_VALUE)
                            .build());
            double sum = found.getChiSquare();
            double[] errors = standardErrors(found.getJacobian(), sum);
            return new Fit(found.getPoint().toArray(), sum, errors, found.getIterations(), found.getEvaluations());
        } catch (MathRuntimeException e) {
            throw settings.misfit(e.getMessage(), e);
        }
    }

    private static LeastSquaresOptimizer optimizer(LeastSquares settings) {
        double tolerance = settings.tolerance();
        return switch (settings.method()) {
            case LEVENBERG_MARQUARDT ->
                new LevenbergMarquardtOptimizer()
                        .withCostRelativeTolerance(tolerance)
                        .withParameterRelativeTolerance(tolerance)
                        .withOrthoTolerance(tolerance);
            case GAUSS_NEWTON ->
                new GaussNewtonOptimizer(
                        matrix -> new QRDecomposition(matrix, SINGULAR * matrix.getFrobeniusNorm()).getSolver(), false);
        };
    }

    /**
     * Whether a step changed the cost or the parameters by little; a cost that is no number ends the search as a failure. It is first asked
     * in iteration 2, of the step that iteration 1 made.
     */
    private static ConvergenceChecker<Evaluation> checker(LeastSquares settings) {
        return (iteration, before, now) -> {
            if (!Double.isFinite(now.getCost())) {
                throw settings.misfit("a result is not finite after step " + (iteration - 1), null);
            }
            double most = settings.tolerance();
            double step = now.getPoint().subtract(before.getPoint()).getNorm();
            return Math.abs(before.getCost() - now.getCost()) <= most * before.getCost()
                    || step <= most * now.getPoint().getNorm();
        };
    }

    private static void checkStart(LeastSquares settings, Residuals residuals, double[] start) {
        double[] values = residuals.computeValue(start).toArray();
        if (values.length < start.length) {
            throw settings.misfit(
                    "there are fewer results than variables, " + values.length + " for " + start.length, null);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw settings.misfit("result " + i + " is " + values[i] + " at the start", null);
            }
        }
        double[][] rows = Residuals.rows(settings.residuals(), start, 0);
        for (int i = 0; i < rows.length; i++) {
            if (!Arrays.stream(rows[i]).allMatch(Double::isFinite)) {
                throw settings.misfit("the derivatives of result " + i + " are not finite at the start", null);
            }
        }
    }

    /**
     * By the triangle R of J = QR: (J'J)^-1 is R^-1 R^-T, whose diagonal has the squares of the lengths of R^-1's rows. J's columns are made
     * of one length first, so that the units of parameters do not count.
     */
    private static double[] standardErrors(RealMatrix jacobian, double sumOfSquares) {
        int n = jacobian.getColumnDimension();
        int freedom = jacobian.getRowDimension() - n;
        double[] lengths = new double[n];
        for (int j = 0; j < n; j++) {
            lengths[j] = jacobian.getColumnVector(j).getNorm();
            jacobian.setColumnVector(j, jacobian.getColumnVector(j).mapDivide(lengths[j]));
        }
        RealMatrix triangle = new QRDecomposition(jacobian).getR().getSubMatrix(0, n - 1, 0, n - 1);
        DecompositionSolver solver = new QRDecomposition(triangle, SINGULAR).getSolver();
        double[] errors = new double[n];
        Arrays.fill(errors, Double.NaN);
        if (freedom > 0 && solver.isNonSingular()) {
            RealMatrix inverse = solver.getInverse();
            for (int i = 0; i < n; i++) {
                errors[i] = inverse.getRowVector(i).getNorm() / lengths[i] * Math.sqrt(sumOfSquares / freedom);
            }
        }
        return errors;
    }
}
