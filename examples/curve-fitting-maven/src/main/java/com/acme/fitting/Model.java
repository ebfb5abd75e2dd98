package com.acme.fitting;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Formula;
import dev.jacobi.Jacobi;
import dev.jacobi.optim.hipparchus.Fit;
import dev.jacobi.optim.hipparchus.LeastSquares;
import java.util.List;
import java.util.Map;

/**
 * A curve with parameters, as a text such as {@code top / (1 + exp(shift - rate * x))}: whatever is not {@code x} is a parameter. Jacobi
 * differentiates it and compiles both. Immutable.
 */
public final class Model {
    private final List<String> parameters;
    private final CompiledFunction curve;
    private final CompiledFunction residuals;

    /**
     * A model.
     *
     * @throws dev.jacobi.diag.JacobiException with the place of every mistake in the text
     * @throws IllegalArgumentException where it has no parameter
     */
    public Model(String text) {
        parameters = Formula.parse(text).variables().stream()
                .filter(name -> !name.equals("x"))
                .toList();
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no parameter to fit");
        }
        String names = String.join(", ", parameters);
        String function = "function curve(" + names + "; x) = " + text + "\n";
        curve = Jacobi.compile(function);
        residuals = Jacobi.compile(function + "function residuals(" + names + "; x[N], y[N]) = [i in N: curve(" + names
                + "; x[i]) - y[i]]");
    }

    /** The names of the parameters, in the order in which the text mentions them. */
    public List<String> parameters() {
        return parameters;
    }

    /**
     * Fits the parameters to points by least squares, after Levenberg and Marquardt.
     *
     * @param start a value for each parameter, from which to search
     * @throws IllegalArgumentException where one lacks
     * @throws dev.jacobi.diag.JacobiException where the curve has no value at the start, or no minimum is found
     */
    public Fitted fit(Points points, Map<String, Double> start) {
        double[] first = new double[parameters.size()];
        for (int i = 0; i < first.length; i++) {
            String name = parameters.get(i);
            if (!start.containsKey(name)) {
                throw new IllegalArgumentException(
                        "parameter '" + name + "' has no start; the model has " + parameters);
            }
            first[i] = start.get(name);
        }
        CompiledFunction bound = residuals.bind("x", points.x()).bind("y", points.y());
        Fit fit = LeastSquares.levenbergMarquardt(bound).minimize(first);
        double[] jacobian = new double[points.x().length * first.length];
        bound.jacobian(fit.parameters(), jacobian);
        return new Fitted(curve, fit, jacobian);
    }
}
