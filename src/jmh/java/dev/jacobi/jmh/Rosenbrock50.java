package dev.jacobi.jmh;

import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;

/** Rosenbrock's function of 50 variables: written out in the formula, a loop by hand. */
final class Rosenbrock50 extends Model {
    Rosenbrock50() {
        super("rosenbrock50", 50);
    }

    @Override
    void fill(Random random, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = between(random, -2, 2);
        }
    }

    @Override
    Kernel byHand() {
        return new Hand();
    }

    @Override
    Kernel byHipparchus() {
        return new HipparchusKernel(Rosenbrock50::hipparchus);
    }

    private static Gradient hipparchus(Gradient[] x) {
        Gradient sum = null;
        for (int i = 0; i + 1 < x.length; i++) {
            Gradient bend = x[i + 1].subtract(x[i].multiply(x[i]));
            Gradient rest = x[i].negate().add(1);
            Gradient term = bend.multiply(bend).multiply(100).add(rest.multiply(rest));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    /** One pass; an entry of the gradient is written once, when its second part is known. */
    private static final class Hand implements Kernel {
        @Override
        public double value(double[] x) {
            double sum = 0;
            double here = x[0];
            for (int i = 1; i < x.length; i++) {
                double next = x[i];
                double bend = next - here * here;
                double rest = 1 - here;
                sum += 100 * bend * bend + rest * rest;
                here = next;
            }
            return sum;
        }

        @Override
        public double gradient(double[] x, double[] g) {
            double sum = 0;
            double carried = 0;
            double here = x[0];
            int last = x.length - 1;
            for (int i = 0; i < last; i++) {
                double next = x[i + 1];
                double bend = next - here * here;
                double rest = 1 - here;
                double pull = 200 * bend;
                sum += 100 * bend * bend + rest * rest;
                g[i] = carried - 2 * (pull * here + rest);
                carried = pull;
                here = next;
            }
            g[last] = carried;
            return sum;
        }
    }
}
