package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where training starts: how many parameters there are, and their values. */
final class StartOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "NAME=COUNT",
            description = "A size that no data tells, as in --size H=8. Repeatable.")
    private Map<String, Integer> sizes = new LinkedHashMap<>();

    @Option(
            names = "--init",
            paramLabel = "KIND",
            defaultValue = "zeros",
            description = {
                "The first values of parameters: zeros, normal:DEVIATION, or uniform:MOST (from -MOST to MOST).",
                "Random ones follow from the seed. Default: zeros."
            })
    private String init;

    @Option(
            names = "--start",
            paramLabel = "FILE",
            description = "First values from a file as --save writes it; it has all parameters.")
    private Path start;

    /**
     * A point with values for all parameters.
     *
     * @param known data, and variables that are given
     * @param seed tells random values
     */
    ArrayPoint point(FunctionGraph function, Map<String, ArrayValue> known, long seed) throws IOException {
        Map<String, ArrayValue> values = new LinkedHashMap<>(known);
        if (start != null) {
            Map<String, ArrayValue> saved = ParameterFile.read(start);
            for (String name : function.variables()) {
                if (!saved.containsKey(name)) {
                    throw mistake(start + " has no '" + name + "'; it has " + String.join(", ", saved.keySet()));
                }
                values.putIfAbsent(name, saved.get(name));
            }
        }
        ArrayPoint.Sizes extents = sizes(function, values);
        DoubleSupplier first = first(seed);
        for (Parameter parameter : function.parameters()) {
            if (parameter.role() == Role.VARIABLE && !values.containsKey(parameter.name())) {
                int[] shape = extents.shape(parameter.node());
                double[] elements = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
                Arrays.setAll(elements, i -> first.getAsDouble());
                values.put(parameter.name(), new ArrayValue(shape, elements));
            }
        }
        return ArrayPoint.of(function, values);
    }

    private ArrayPoint.Sizes sizes(FunctionGraph function, Map<String, ArrayValue> values) {
        ArrayPoint.Sizes found = ArrayPoint.sizes(function, values, -1);
        sizes.forEach((name, count) -> {
            int size = found.names().indexOf(name);
            if (size < 0) {
                throw Source.unknown("size", name, found.names());
            }
            int told = found.values()[size];
            if (count < 0 || told >= 0 && told != count) {
                throw mistake("the size " + name + " is " + (told < 0 ? "at least 0" : told) + ", not " + count);
            }
            found.values()[size] = count;
        });
        for (int i = 0; i < found.values().length; i++) {
            if (found.values()[i] < 0) {
                String name = found.names().get(i);
                throw mistake("nothing tells the size " + name + "; give it, as in --size " + name + "=8");
            }
        }
        return found;
    }

    private DoubleSupplier first(long seed) {
        String[] parts = init.split(":", 2);
        Random random = new Random(seed);
        double width = parts.length < 2 ? 0 : width(parts[1]);
        boolean known = parts.length == 1 ? init.equals("zeros") : parts[0].matches("normal|uniform");
        if (!known) {
            throw new ParameterException(
                    spec.commandLine(), "--init is zeros, normal:DEVIATION or uniform:MOST, not '" + init + "'");
        }
        return switch (parts[0]) {
            case "normal" -> () -> width * random.nextGaussian();
            case "uniform" -> () -> width * (2 * random.nextDouble() - 1);
            default -> () -> 0;
        };
    }

    private double width(String text) {
        Double width = Numbers.parse(text);
        if (width == null || !(width >= 0) || width.isInfinite()) {
            throw new ParameterException(
                    spec.commandLine(), "--init " + init + ": expected 0 or a positive number behind the colon");
        }
        return width;
    }

    private static JacobiException mistake(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
