package dev.jacobi.jmh;

import dev.jacobi.Jacobi;
import java.util.Random;

/** ADBench's mixture of 5 Gaussians in so many dimensions, on 1000 points. */
final class GaussianMixture extends ArrayModel {
    private static final int COMPONENTS = 5;
    private static final int POINTS = 1000;
    private static final double GAMMA = 1;
    private static final int M = 0;

    private final int d;
    private final double[] data;
    private final double[] point;

    GaussianMixture(int dimensions) {
        super("gmm" + dimensions);
        d = dimensions;
        Random random = new Random(dimensions);
        data = normal(random, POINTS * d, 1);
        point = normal(random, COMPONENTS * (1 + d + d * (d + 1) / 2), 1 / Math.sqrt(d));
    }

    @Override
    double[] point() {
        return point.clone();
    }

    @Override
    Kernel generated() {
        return kernel(Jacobi.compile(example("adbench/gmm.jacobi"))
                .bind("D", d)
                .bind("x", data)
                .bind("gamma", GAMMA)
                .bind("m", M));
    }

    @Override
    Kernel byHand() {
        return new GaussianMixtureByHand(data, d, COMPONENTS, GAMMA, M);
    }
}
