package dev.jacobi.jmh;

import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;

/** The function that the project started from: (x^2 / log(x) + l) * (x^2 / log(x) - l). */
final class Seed extends Model {
    Seed() {
        super("seed", 2);
    }

    @Override
    void fill(Random random, double[] x) {
        x[0] = between(random, 1.5, 4);
        x[1] = between(random, 0.5, 5);
    }

    @Override
    Kernel byHand() {
        return new Hand();
    }

    @Override
    Kernel byHipparchus() {
        return new HipparchusKernel(Seed::hipparchus);
    }

    private static Gradient hipparchus(Gradient[] v) {
        Gradient x = v[0];
        Gradient l = v[1];
        Gradient a = x.multiply(x).divide(x.log());
        return a.add(l).multiply(a.subtract(l));
    }

    /** One logarithm and one division, for value and gradient. */
    private static final class Hand implements Kernel {
        @Override
        public double value(double[] v) {
            double x = v[0];
            double l = v[1];
            double a = x * x / Math.log(x);
            return (a + l) * (a - l);
        }

        @Override
        public double gradient(double[] v, double[] g) {
            double x = v[0];
            double l = v[1];
            double inverse = 1 / Math.log(x);
            double b = x * inverse;
            double a = x * b;
            g[0] = 2 * a * b * (2 - inverse);
            g[1] = -2 * l;
            return (a + l) * (a - l);
        }
    }
}
