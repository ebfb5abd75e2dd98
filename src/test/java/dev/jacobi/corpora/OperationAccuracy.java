package dev.jacobi.corpora;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Jacobi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How far the value of an operation and its first derivatives are from their references, in ulps of the reference. */
record OperationAccuracy(Spread value, Spread derivative) {
    private static final int VALUE = 3;

    /** By formula, from the table in the test resources. */
    static Map<String, OperationAccuracy> measure() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OperationAccuracy.class.getResourceAsStream("/special/operations.csv")),
                StandardCharsets.UTF_8))) {
            return measure(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By formula, from a larger table that the same script wrote. */
    static Map<String, OperationAccuracy> measure(Path table) throws IOException {
        return measure(Files.readAllLines(table, StandardCharsets.UTF_8));
    }

    private static Map<String, OperationAccuracy> measure(List<String> lines) {
        Map<String, OperationAccuracy> all = new LinkedHashMap<>();
        Map<String, CompiledFunction> compiled = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            CompiledFunction f = compiled.computeIfAbsent(cells[0], Jacobi::compile);
            all.computeIfAbsent(cells[0], formula -> new OperationAccuracy(new Spread(), new Spread()))
                    .add(f, cells);
        }
        return all;
    }

    private void add(CompiledFunction f, String[] cells) {
        double[] x = new double[f.variables().size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = Double.parseDouble(cells[1 + i]);
        }
        double[] gradient = new double[x.length];
        value.add(Reference.of(cells[VALUE]).ulps(f.gradient(x, gradient)));
        for (int i = 0; i < x.length; i++) {
            derivative.add(Reference.of(cells[VALUE + 1 + i]).ulps(gradient[i]));
        }
    }
}
