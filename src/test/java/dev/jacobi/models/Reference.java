package dev.jacobi.models;

import dev.jacobi.CompiledFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An instance of an example, with its value and derivatives by {@code models/references.py}; the Hessian may be empty. */
record Reference(List<String[]> data, double[] x, double value, double[] gradient, double[] hessian) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "models");

    static Reference of(String example) throws IOException {
        List<String[]> data = lines(Path.of("examples", example, "data.txt"));
        List<String[]> results = lines(FOLDER.resolve(example + ".txt"));
        int last = data.size() - 1;
        double[] hessian = results.size() > 2 ? reals(results.get(2), 1) : new double[0];
        return new Reference(
                data.subList(0, last),
                reals(data.get(last), 1),
                reals(results.get(0), 1)[0],
                reals(results.get(1), 1),
                hessian);
    }

    private static List<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split(" ")).toList();
    }

    CompiledFunction bind(CompiledFunction function) {
        CompiledFunction bound = function;
        for (String[] line : data) {
            String name = line[1];
            bound = switch (line[0]) {
                case "size" -> bound.bind(name, Integer.parseInt(line[2]));
                case "int" -> bound.bind(name, integers(line));
                default -> bound.bind(name, reals(line, 2));
            };
        }
        return bound;
    }

    private static double[] reals(String[] line, int from) {
        return Arrays.stream(line).skip(from).mapToDouble(Double::parseDouble).toArray();
    }

    private static int[] integers(String[] line) {
        return Arrays.stream(line).skip(2).mapToInt(Integer::parseInt).toArray();
    }
}
