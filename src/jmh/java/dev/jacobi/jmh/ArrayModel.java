package dev.jacobi.jmh;

import dev.jacobi.CompiledFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** One instance of an example with arrays: generated, and as Java by hand. */
abstract class ArrayModel {
    private static final double TOLERANCE = 1e-9;

    static final List<ArrayModel> ALL = List.of(
            new LogisticRegression(1000),
            new LogisticRegression(10_000),
            new GaussianMixture(2),
            new GaussianMixture(10),
            new GaussianMixture(32),
            new GaussianMixture(64),
            new Observation(),
            new LongShortTermMemory(2),
            new LongShortTermMemory(4));

    private final String name;

    ArrayModel(String name) {
        this.name = name;
    }

    static ArrayModel named(String name) {
        return ALL.stream()
                .filter(model -> model.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no instance is called " + name + "; there are " + ALL));
    }

    /** The generated code. */
    abstract Kernel generated();

    /** Value and gradient as an expert would write them. */
    abstract Kernel byHand();

    /** A typical point. */
    abstract double[] point();

    /** The number of derivatives, unless there is one for each variable. */
    int derivatives() {
        return point().length;
    }

    /** The text of an example. */
    static String example(String file) {
        try {
            return Files.readString(Path.of("examples").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A function of one number as a kernel. */
    static Kernel kernel(CompiledFunction function) {
        return new Kernel() {
            @Override
            public double value(double[] x) {
                return function.value(x);
            }

            @Override
            public double gradient(double[] x, double[] g) {
                return function.gradient(x, g);
            }
        };
    }

    static double[] normal(Random random, int count, double scale) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * random.nextGaussian();
        }
        return values;
    }

    /**
     * Compares the generated code with the hand-written.
     *
     * @throws IllegalStateException where they differ by more than 1e-9 of the largest entry
     */
    final void verify(Kernel generated, Kernel hand) {
        double[] x = point();
        double[] expected = new double[derivatives()];
        double[] actual = new double[derivatives()];
        double value = hand.gradient(x, expected);
        double largest = 0;
        double difference = 0;
        generated.gradient(x, actual);
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        require(difference <= TOLERANCE * largest, "gradient");
        for (double other : new double[] {hand.value(x), generated.value(x), generated.gradient(x, actual)}) {
            require(Math.abs(other - value) <= TOLERANCE * Math.abs(value), "value");
        }
    }

    private void require(boolean agrees, String what) {
        if (!agrees) {
            throw new IllegalStateException(name + ": the " + what + " by hand is another");
        }
    }

    @Override
    public final String toString() {
        return name;
    }
}
