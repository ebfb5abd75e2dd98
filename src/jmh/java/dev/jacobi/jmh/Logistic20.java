package dev.jacobi.jmh;

import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;

/** The logistic loss of one row of 20 inputs, by its weights: softplus(-label * (weights . inputs + bias)). */
final class Logistic20 extends Model {
    private static final double[] INPUTS = {
        0.37, -1.24, 0.58, 2.06, -0.73, 1.19, -0.42, 0.91, -1.67, 0.28, 1.43, -0.15, 0.84, -2.11, 0.66, 0.05, -0.97,
        1.72, -0.31, 0.49
    };
    private static final double BIAS = 0.25;
    private static final double LABEL = -1;

    Logistic20() {
        super("logistic20", INPUTS.length);
    }

    @Override
    void fill(Random random, double[] w) {
        for (int i = 0; i < w.length; i++) {
            w[i] = between(random, -0.6, 0.6);
        }
    }

    @Override
    Kernel byHand() {
        return new Hand(INPUTS, BIAS, LABEL);
    }

    @Override
    Kernel byHipparchus() {
        return new HipparchusKernel(Logistic20::hipparchus);
    }

    private static Gradient hipparchus(Gradient[] w) {
        Gradient sum = w[0].multiply(INPUTS[0]);
        for (int i = 1; i < w.length; i++) {
            sum = sum.add(w[i].multiply(INPUTS[i]));
        }
        Gradient margin = sum.add(BIAS).multiply(-LABEL);
        return margin.getValue() > 0
                ? margin.add(margin.negate().exp().log1p())
                : margin.exp().log1p();
    }

    /** Loops over the inputs; one exponential for loss and slope. */
    private static final class Hand implements Kernel {
        private final double[] inputs;
        private final double bias;
        private final double label;

        Hand(double[] inputs, double bias, double label) {
            this.inputs = inputs.clone();
            this.bias = bias;
            this.label = label;
        }

        private double margin(double[] w) {
            double[] x = inputs;
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += w[i] * x[i];
            }
            return -label * (sum + bias);
        }

        @Override
        public double value(double[] w) {
            double margin = margin(w);
            return Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
        }

        @Override
        public double gradient(double[] w, double[] g) {
            double margin = margin(w);
            double e = Math.exp(-Math.abs(margin));
            double slope = -label * (margin >= 0 ? 1 : e) / (1 + e);
            double[] x = inputs;
            for (int i = 0; i < x.length; i++) {
                g[i] = slope * x[i];
            }
            return Math.max(margin, 0) + Math.log1p(e);
        }
    }
}
