package dev.jacobi.models;

import dev.jacobi.CompiledFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** An instance of ADBench's bundle adjustment: n cameras, m points, p observations. */
record Bundle(int n, int m, int p, double[] x, int[] camera, int[] point, double[] features) {
    private static final int CAMERA = 11;
    private static final int POINT = 3;

    /** The number of derivatives of an observation: by its camera, its point and its weight. */
    static final int BLOCK = CAMERA + POINT + 1;

    /** Reads either form: one camera, point, weight and feature for all, or each its own. */
    static Bundle of(Path file) throws IOException {
        double[] numbers = AdBench.numbers(file);
        int n = (int) numbers[0];
        int m = (int) numbers[1];
        int p = (int) numbers[2];
        boolean full = file.getFileName().toString().startsWith("bafull");
        Reader reader = new Reader(numbers, full);
        double[] cameras = reader.next(n, CAMERA);
        double[] points = reader.next(m, POINT);
        double[] weights = reader.next(p, 1);
        double[] x = new double[cameras.length + points.length + weights.length];
        System.arraycopy(cameras, 0, x, 0, cameras.length);
        System.arraycopy(points, 0, x, cameras.length, points.length);
        System.arraycopy(weights, 0, x, cameras.length + points.length, p);
        double[] pairs = full ? reader.next(p, 2) : null;
        int[] camera = new int[p];
        int[] point = new int[p];
        for (int i = 0; i < p; i++) {
            camera[i] = full ? (int) pairs[2 * i] : i % n;
            point[i] = full ? (int) pairs[2 * i + 1] : i % m;
        }
        return new Bundle(n, m, p, x, camera, point, reader.next(p, 2));
    }

    CompiledFunction bind(CompiledFunction ba) {
        return ba.bind("n", n)
                .bind("m", m)
                .bind("cam", camera)
                .bind("pt", point)
                .bind("feats", features);
    }

    /** Where the variables of an observation stand in x. */
    int[] columns(int observation) {
        int[] columns = new int[BLOCK];
        for (int c = 0; c < CAMERA; c++) {
            columns[c] = camera[observation] * CAMERA + c;
        }
        for (int c = 0; c < POINT; c++) {
            columns[CAMERA + c] = n * CAMERA + point[observation] * POINT + c;
        }
        columns[BLOCK - 1] = weight(observation);
        return columns;
    }

    /** Where the weight of an observation stands in x. */
    int weight(int observation) {
        return n * CAMERA + m * POINT + observation;
    }

    double[] feature(int observation) {
        return Arrays.copyOfRange(features, 2 * observation, 2 * observation + 2);
    }

    /** Reads records one after the other, or repeats the only one of its kind. */
    private static final class Reader {
        private final double[] numbers;
        private final boolean full;
        private int next = 3;

        Reader(double[] numbers, boolean full) {
            this.numbers = numbers;
            this.full = full;
        }

        double[] next(int count, int width) {
            double[] values = new double[count * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[next + (full ? i : i % width)];
            }
            next += full ? values.length : width;
            return values;
        }
    }
}
