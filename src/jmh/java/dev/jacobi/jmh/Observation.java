package dev.jacobi.jmh;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import dev.jacobi.diag.Options;

/** One observation of ADBench's bundle adjustment: the block of 2 x 15 derivatives; as value the sum of both errors. */
final class Observation extends ArrayModel {
    private static final int VARIABLES = 15;
    private static final double[] FEATURE = {-525.672849, 161.811929};
    private static final double[] POINT = {
        1.797201,
        0.590697,
        -0.635786,
        90.859550,
        29.361415,
        28.777534,
        211.628116,
        -0.284531,
        -14.762924,
        0.058931,
        0.069976,
        4.173048,
        5.586898,
        1.403869,
        0.417022
    };

    Observation() {
        super("observation");
    }

    @Override
    double[] point() {
        return POINT.clone();
    }

    @Override
    int derivatives() {
        return 2 * VARIABLES;
    }

    @Override
    Kernel generated() {
        CompiledFunction function = Jacobi.with(Options.defaults())
                .compile(example("adbench/ba.jacobi"), "reprojection")
                .bind("feat", FEATURE);
        double[] y = new double[2];
        return new Kernel() {
            @Override
            public double value(double[] x) {
                function.value(x, y);
                return y[0] + y[1];
            }

            @Override
            public double gradient(double[] x, double[] g) {
                function.jacobian(x, g);
                // The derivatives by the weight are the errors without it.
                return x[VARIABLES - 1] * (g[VARIABLES - 1] + g[2 * VARIABLES - 1]);
            }
        };
    }

    @Override
    Kernel byHand() {
        return new ObservationByHand(FEATURE[0], FEATURE[1]);
    }
}
