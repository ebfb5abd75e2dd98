package dev.jacobi.exercise;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The losses of part e). */
final class Losses {
    /** How steep the quadratic is in each weight: a power of 2, by which floating-point numbers are multiplied exactly. */
    static final double[] STEEPNESS = {16, 1};

    private static final Path LOGISTIC = Path.of("examples", "logistic-regression");

    private Losses() {}

    /** Both weights start at 0 and have their minimum at 1; they differ in steepness only. */
    static CompiledFunction quadratic(double... steepness) {
        return Jacobi.compile("function loss(w[D]; a[D]) = sum(d in D: a[d] * (w[d] - 1)^2) / 2")
                .bind("a", steepness);
    }

    /** The example's loss on its data, the sum over all rows, times a factor. */
    static CompiledFunction logistic(double factor) throws IOException {
        String text = Files.readString(LOGISTIC.resolve("logistic.jacobi"));
        String scaled = "\nfunction scaled(w[D], b; X[N, D], y[N], k) = k * logisticLoss(w, b; X, y)\n";
        double[] y = data("y");
        double[] x = data("X");
        double[][] rows = new double[y.length][];
        int columns = x.length / y.length;
        Arrays.setAll(rows, i -> Arrays.copyOfRange(x, i * columns, (i + 1) * columns));
        return Jacobi.compile(text + scaled).bind("X", rows).bind("y", y).bind("k", factor);
    }

    /** How many rows the example's data has. */
    static int rows() throws IOException {
        return data("y").length;
    }

    private static double[] data(String name) throws IOException {
        String start = "real " + name + " ";
        return Files.readAllLines(LOGISTIC.resolve("data.txt")).stream()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> Arrays.stream(line.substring(start.length()).split(" ")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
