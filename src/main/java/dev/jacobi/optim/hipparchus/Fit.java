package dev.jacobi.optim.hipparchus;

/**
 * The least squares that were found.
 *
 * @param parameters all variables, flattened in declared order
 * @param sumOfSquares of the results there
 * @param standardErrors of the parameters, by the Jacobian and the residuals' deviation: the roots of the diagonal of
 *     (J'J)^-1 * sumOfSquares / (m - n). NaN where m = n, or the parameters cannot be told apart
 * @param iterations how many there were, as Hipparchus counts them
 * @param evaluations how often the function was evaluated
 */
public record Fit(double[] parameters, double sumOfSquares, double[] standardErrors, int iterations, int evaluations) {}
