package dev.jacobi.optim;

/**
 * Where a minimisation ended.
 *
 * @param parameters all variables of the loss, flattened in declared order; the caller's own array
 * @param loss the loss there, over the whole data
 * @param gradientNorm the norm of its gradient there
 * @param steps how many steps were made, those before a resumption included
 * @param reason why it ended
 */
public record Optimum(double[] parameters, double loss, double gradientNorm, long steps, Stop.Reason reason) {}
