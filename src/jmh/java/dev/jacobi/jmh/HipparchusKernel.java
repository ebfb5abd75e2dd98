package dev.jacobi.jmh;

import org.hipparchus.analysis.differentiation.Gradient;

/** A function written for Hipparchus, as a kernel. */
final class HipparchusKernel implements Kernel {
    private final Formula formula;

    HipparchusKernel(Formula formula) {
        this.formula = formula;
    }

    @Override
    public double value(double[] x) {
        Gradient[] variables = new Gradient[x.length];
        for (int i = 0; i < x.length; i++) {
            variables[i] = Gradient.constant(0, x[i]);
        }
        return formula.of(variables).getValue();
    }

    @Override
    public double gradient(double[] x, double[] g) {
        Gradient[] variables = new Gradient[x.length];
        for (int i = 0; i < x.length; i++) {
            variables[i] = Gradient.variable(x.length, i, x[i]);
        }
        Gradient result = formula.of(variables);
        for (int i = 0; i < g.length; i++) {
            g[i] = result.getPartialDerivative(i);
        }
        return result.getValue();
    }

    /** The function over numbers that carry their gradient. */
    @FunctionalInterface
    interface Formula {
        Gradient of(Gradient[] x);
    }
}
