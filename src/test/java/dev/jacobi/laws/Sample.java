package dev.jacobi.laws;

import dev.jacobi.CompiledFunction;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Sizes and values for the parameters of {@link IndexedProgram}. */
final class Sample {
    private final String text;
    final int n;
    final int m;
    private final List<double[]> variables = new ArrayList<>();
    private final List<double[]> data = new ArrayList<>();
    private final SplittableRandom random;

    private Sample(long seed, int n, int m, Kind kind) {
        this.text = "Sample.of(" + seed + "L, " + n + ", " + m + ", Sample.Kind." + kind + ")";
        this.n = n;
        this.m = m;
        this.random = new SplittableRandom(seed);
        for (int length : List.of(1, 1, n, m, 3, n * m, n * m * 2, n * (n + 1) / 2)) {
            variables.add(numbers(length, kind));
        }
        for (int length : List.of(1, n, n * m)) {
            data.add(numbers(length, kind));
        }
        data.add(random.doubles(m).map(r -> Math.floor(r * n)).toArray());
        data.add(random.doubles(n).map(r -> Math.floor(r * m)).toArray());
        data.add(new double[] {random.nextInt(4)});
    }

    /** What the values are like: general; small integers, where ties, zeros and kinks are; or with infinities, NaN and other extremes. */
    enum Kind {
        GENERAL,
        SMALL,
        SPECIAL
    }

    static Sample of(long seed, int n, int m, Kind kind) {
        return new Sample(seed, n, m, kind);
    }

    private double[] numbers(int length, Kind kind) {
        DoubleSupplier number = () -> switch (kind) {
            case GENERAL -> random.nextDouble(-1.5, 1.5);
            case SMALL -> random.nextInt(-1, 3);
            case SPECIAL ->
                random.nextInt(4) == 0
                        ? Points.SPECIAL[random.nextInt(Points.SPECIAL.length)]
                        : random.nextDouble(-2, 2);
        };
        double[] numbers = new double[length];
        Arrays.setAll(numbers, i -> number.getAsDouble());
        return numbers;
    }

    /** All variables, flattened. */
    double[] x() {
        return joined(variables);
    }

    /** The variables, each flattened. */
    List<double[]> variables() {
        return variables;
    }

    /** The data, each flattened. */
    List<double[]> data() {
        return data;
    }

    /** Numbers for directions; the same for the same length and salt. */
    double[] direction(int length, int salt) {
        return new SplittableRandom(31L * length + salt).doubles(length, -2, 2).toArray();
    }

    static double[] joined(List<double[]> arrays) {
        return arrays.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** A flat array cut into pieces with the lengths of others. */
    static List<double[]> cut(double[] flat, List<double[]> like) {
        List<double[]> pieces = new ArrayList<>();
        int at = 0;
        for (double[] piece : like) {
            pieces.add(Arrays.copyOfRange(flat, at, at + piece.length));
            at += piece.length;
        }
        return pieces;
    }

    CompiledFunction bind(CompiledFunction f) {
        return f.bind("N", n)
                .bind("M", m)
                .bind("p", data.get(0)[0])
                .bind("y", data.get(1))
                .bind("X", data.get(2))
                .bind("c", integers(data.get(3)))
                .bind("d", integers(data.get(4)))
                .bind("k", (int) data.get(5)[0]);
    }

    private static int[] integers(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    /** What the interpreter takes. */
    Inputs inputs(List<double[]> x, List<double[]> seeds) {
        return new Inputs() {
            @Override
            public double number(Node parameter) {
                return array(parameter)[0];
            }

            @Override
            public double[] array(Node parameter) {
                List<double[]> arrays = switch (parameter.role()) {
                    case VARIABLE -> x;
                    case DATA -> data;
                    case SEED -> seeds;
                };
                return arrays.get(parameter.index());
            }

            @Override
            public int size(int index) {
                return index == 0 ? n : m;
            }
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
