package dev.jacobi.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** One function of the benchmark, three times: as a formula, as Java by hand, and for Hipparchus. */
abstract class Model {
    private final String name;
    private final int size;

    Model(String name, int size) {
        this.name = name;
        this.size = size;
    }

    /** The name, which is also the value of the benchmarks' parameter and the name of the formula's file. */
    final String name() {
        return name;
    }

    /** The number of variables. */
    final int size() {
        return size;
    }

    /** The formula's text, from the resource {@code <name>.jacobi}. */
    final String formula() {
        String resource = name + ".jacobi";
        try (InputStream in = Model.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Value and gradient as an expert would write them. */
    abstract Kernel byHand();

    /** Value and gradient by {@code org.hipparchus.analysis.differentiation.Gradient}. */
    abstract Kernel byHipparchus();

    /** Fills {@code x} with a typical point of the domain. */
    abstract void fill(Random random, double[] x);

    /** So many typical points, the same ones for the same seed. */
    final double[][] rows(int count, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][size];
        for (double[] row : rows) {
            fill(random, row);
        }
        return rows;
    }

    /** A random number between two bounds. */
    static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    @Override
    public final String toString() {
        return name;
    }
}
