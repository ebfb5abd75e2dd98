package dev.jacobi.laws;

import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Where programs are evaluated. */
public final class Points {
    /** Signed zeros, ends of the format, edges of domains and their neighbours, integers at the ends of their types, and more. */
    public static final double[] SPECIAL = special();

    private Points() {}

    /** The values of variables and data, and numbers to use as seeds. */
    record Point(double[] x, double[] data, double[] seed) {

        ToDoubleFunction<Node> parameters() {
            return node -> switch (node.role()) {
                case VARIABLE -> x[node.index()];
                case DATA -> data[node.index()];
                case SEED -> seed[node.index()];
            };
        }

        @Override
        public String toString() {
            return "x = " + Arrays.toString(x) + ", data = " + Arrays.toString(data) + ", seed = "
                    + Arrays.toString(seed);
        }
    }

    private static double[] special() {
        double[] positive = {
            0.0,
            Double.MIN_VALUE,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MIN_NORMAL,
            1e-200,
            1e-16,
            0x1p-27,
            1e-9,
            0.1,
            Math.nextDown(0.5),
            0.5,
            Math.log(2),
            Math.nextDown(1.0),
            1,
            Math.nextUp(1.0),
            Math.PI / 2,
            Math.nextUp(Math.PI / 2),
            1.5,
            2,
            2.5,
            Math.E,
            3,
            Math.PI,
            5,
            27,
            40,
            710,
            745.2,
            1e9,
            Integer.MAX_VALUE,
            0x1p31,
            0x1p53,
            1e154,
            1e200,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY
        };
        List<Double> values = new ArrayList<>();
        for (double value : positive) {
            values.add(value);
            values.add(-value);
        }
        values.add(Double.NaN);
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /** Points near the reference, points of small integers, where kinks and ties are, and points of special values. */
    static List<Point> mixed(RandomProgram program, long seed, int each) {
        List<Point> points = interior(program, seed, each);
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int i = 0; i < each; i++) {
            points.add(point(program, random, k -> random.nextInt(-2, 3)));
            points.add(point(program, random, k -> SPECIAL[random.nextInt(SPECIAL.length)]));
            points.add(point(
                    program,
                    random,
                    k -> random.nextInt(3) != 0 ? near(program, k, random) : SPECIAL[random.nextInt(SPECIAL.length)]));
            points.add(point(program, random, k -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60))));
        }
        return points;
    }

    /** Points near the reference. */
    static List<Point> interior(RandomProgram program, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Point point = point(program, random, k -> near(program, k, random));
            Arrays.setAll(point.seed, k -> random.nextDouble(-2, 2));
            points.add(point);
        }
        return points;
    }

    private static double near(RandomProgram program, int k, SplittableRandom random) {
        return program.reference()[k] + random.nextDouble(-0.1, 0.1);
    }

    private static Point point(
            RandomProgram program, SplittableRandom random, java.util.function.IntToDoubleFunction values) {
        double[] x = new double[program.variables()];
        Arrays.setAll(x, values::applyAsDouble);
        double[] data = new double[program.data()];
        Arrays.setAll(data, k -> values.applyAsDouble(program.variables() + k));
        double[] seed = new double[8];
        Arrays.setAll(
                seed, k -> random.nextInt(9) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble(-2, 2));
        return new Point(x, data, seed);
    }
}
