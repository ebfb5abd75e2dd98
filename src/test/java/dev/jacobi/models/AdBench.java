package dev.jacobi.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The instances of ADBench: some in the test resources, all of them in {@code ../shared/adbench} where that is there. */
final class AdBench {
    static final Path OWN = Path.of("src", "test", "resources", "adbench");
    static final Path SHARED = Path.of("..", "shared", "adbench");

    /** Of the largest entry: what the authors of the references suggest. */
    private static final double TOLERANCE = 1e-10;

    private AdBench() {}

    /** The instances in a folder whose names start so; none where there is no folder. */
    static List<Path> instances(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> !file.getFileName().toString().endsWith(".ref.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** Asserts that value and gradient are those of an instance. */
    static void checkGradient(Path instance, CompiledFunction function, double[] x) throws IOException {
        List<Output> outputs = Output.of(instance);
        double[] gradient = new double[x.length];
        double value = function.gradient(x, gradient);
        assertThat(function.value(x)).isEqualTo(value);
        outputs.get(0).check(new double[] {value});
        outputs.get(1).check(gradient);
    }

    /** All numbers of a file. */
    static double[] numbers(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Reference outputs: the first entries, and of all their count, norms and sum. */
    record Output(String name, int count, double l1, double l2, double linf, double sum, double[] listed) {
        /** The blocks {@code objective} and {@code jacobian} of an instance. */
        static List<Output> of(Path instance) throws IOException {
            String name = instance.getFileName().toString().replace(".txt", ".ref.txt");
            List<Output> outputs = new ArrayList<>();
            try (Scanner lines = new Scanner(instance.resolveSibling(name))) {
                lines.nextLine();
                while (lines.hasNextLine()) {
                    String[] header = lines.nextLine().split(" ");
                    double[] listed = new double[Integer.parseInt(header[12])];
                    for (int i = 0; i < listed.length; i++) {
                        listed[i] = Double.parseDouble(lines.nextLine());
                    }
                    outputs.add(new Output(
                            header[0],
                            Integer.parseInt(header[2]),
                            Double.parseDouble(header[4]),
                            Double.parseDouble(header[6]),
                            Double.parseDouble(header[8]),
                            Double.parseDouble(header[10]),
                            listed));
                }
            }
            return outputs;
        }

        /** Asserts that entries are these. */
        void check(double[] actual) {
            assertThat(actual).as("%s", name).hasSize(count);
            double error = 0;
            for (int i = 0; i < listed.length; i++) {
                error = Math.max(error, Math.abs(actual[i] - listed[i]) / linf);
            }
            error = Math.max(error, Math.abs(Arrays.stream(actual).sum() - sum) / l1);
            error = Math.max(error, Math.abs(absolute(actual).sum() / l1 - 1));
            error = Math.max(error, Math.abs(absolute(actual).max().orElseThrow() / linf - 1));
            double squares = absolute(actual).map(a -> a * a).sum();
            error = Math.max(error, Math.abs(Math.sqrt(squares) / l2 - 1));
            assertThat(error).as("error of %s", name).isLessThanOrEqualTo(TOLERANCE);
        }

        private static DoubleStream absolute(double[] values) {
            return Arrays.stream(values).map(Math::abs);
        }
    }
}
