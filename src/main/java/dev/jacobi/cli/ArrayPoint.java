package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for the parameters of a function with arrays, and the sizes that their shapes say. */
final class ArrayPoint implements Inputs {
    private final FunctionGraph function;
    private final Map<String, ArrayValue> values;
    private final Sizes sizes;
    private final List<ArrayValue> seeds;

    /**
     * A point of a function.
     *
     * @param values the values of all parameters
     * @throws JacobiException where shapes do not fit each other
     */
    ArrayPoint(FunctionGraph function, Map<String, ArrayValue> values) {
        this(function, values, List.of());
    }

    private ArrayPoint(FunctionGraph function, Map<String, ArrayValue> values, List<ArrayValue> seeds) {
        this.function = function;
        this.values = values;
        this.sizes = sizes(function, values, -1);
        this.seeds = seeds;
        function.parameters().forEach(this::checkShape);
    }

    /** This point with directions or weights. */
    ArrayPoint withSeeds(List<ArrayValue> directions) {
        return new ArrayPoint(function, values, directions);
    }

    /** The sizes that the shapes of values say. */
    static Sizes sizes(FunctionGraph function, Map<String, ArrayValue> values, int unknown) {
        int[] sizes = new int[function.sizes().size()];
        Arrays.fill(sizes, -1);
        for (Parameter parameter : function.parameters()) {
            List<Node> extents = Sizes.extents(parameter.node());
            int[] shape = values.containsKey(parameter.name())
                    ? values.get(parameter.name()).shape()
                    : new int[extents.size()];
            if (shape.length != extents.size()) {
                throw misfit("'" + parameter.name() + "' has rank " + extents.size() + ", found a value of rank "
                        + shape.length);
            }
            for (int d = 0; d < shape.length && values.containsKey(parameter.name()); d++) {
                if (extents.get(d).is(Op.SIZE) && sizes[extents.get(d).index()] < 0) {
                    sizes[extents.get(d).index()] = shape[d];
                }
            }
        }
        return new Sizes(
                function.sizes(),
                Arrays.stream(sizes).map(size -> size < 0 ? unknown : size).toArray());
    }

    /** Sizes by number; -1 where one is not known. */
    record Sizes(List<String> names, int[] values) {
        private static List<Node> extents(Node node) {
            boolean array = node.type() == Type.ARRAY || node.type() == Type.INTEGERS;
            return array ? Loops.extents(node) : List.of();
        }

        int[] shape(Node node) {
            return extents(node).stream().mapToInt(this::integer).toArray();
        }

        private int integer(Node extent) {
            return switch (extent.op()) {
                case INTEGER -> extent.integer();
                case SIZE -> known(extent.index());
                default -> (int) extent.op().meaning(false).of(integer(extent.arg(0)), integer(extent.arg(1)), 0, 0);
            };
        }

        int known(int size) {
            if (values[size] < 0) {
                throw misfit("no array has the size " + names.get(size) + " as an extent, so it is not known");
            }
            return values[size];
        }
    }

    /** The point with these values; every parameter needs one. */
    static ArrayPoint of(FunctionGraph function, Map<String, ArrayValue> given) {
        List<String> missing = new ArrayList<>(Point.names(function));
        missing.removeAll(given.keySet());
        if (!missing.isEmpty()) {
            throw misfit("no value for " + String.join(", ", missing) + "; give it as in " + missing.get(0)
                    + "=[1,2,3], by its shape");
        }
        return new ArrayPoint(function, given);
    }

    /** Reads {@code w=[1,2] b=3}. */
    static Map<String, ArrayValue> values(FunctionGraph function, List<String> texts) {
        Map<String, ArrayValue> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw misfit("expected NAME=VALUE, found '" + text + "'");
            }
            String name = text.substring(0, equals).strip();
            if (!Point.names(function).contains(name)) {
                throw Source.unknown("variable", name, Point.names(function));
            }
            if (values.put(name, ArrayValue.parse(name, text.substring(equals + 1))) != null) {
                throw misfit("'" + name + "' is given twice");
            }
        }
        return values;
    }

    private void checkShape(Parameter parameter) {
        int[] needed = shape(parameter.node());
        int[] found = values.get(parameter.name()).shape();
        if (!Arrays.equals(needed, found)) {
            throw misfit("'" + parameter.name() + "' has the extents " + Arrays.toString(found) + ", needed are "
                    + Arrays.toString(needed));
        }
    }

    /** The extents of a parameter or result. */
    int[] shape(Node node) {
        return sizes.shape(node);
    }

    /** All variables, flattened. */
    double[] x() {
        return flat(function.variables());
    }

    /** All data, flattened. */
    double[] data() {
        return flat(function.data());
    }

    private double[] flat(List<String> names) {
        return names.stream()
                .flatMapToDouble(name -> Arrays.stream(values.get(name).elements()))
                .toArray();
    }

    /** Numbers that belong to nodes one after the other, each in the shape of its node. */
    List<ArrayValue> shaped(List<Node> nodes, double[] numbers) {
        List<ArrayValue> shaped = new ArrayList<>();
        int from = 0;
        for (Node node : nodes) {
            int[] shape = shape(node);
            int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            shaped.add(new ArrayValue(shape, Arrays.copyOfRange(numbers, from, from + length)));
            from += length;
        }
        return shaped;
    }

    /** How many numbers the results are. */
    int resultLength() {
        return function.results().stream()
                .mapToInt(result -> Arrays.stream(shape(result)).reduce(1, (a, b) -> a * b))
                .sum();
    }

    /** The function with data and sizes bound. */
    CompiledFunction bind(CompiledFunction compiled) {
        CompiledFunction bound = compiled;
        for (int i = 0; i < function.sizes().size(); i++) {
            bound = bound.bind(function.sizes().get(i), sizes.known(i));
        }
        for (Parameter parameter : function.parameters()) {
            if (parameter.role() == Role.DATA) {
                bound = bind(bound, parameter, values.get(parameter.name()));
            }
        }
        return bound;
    }

    private static CompiledFunction bind(CompiledFunction compiled, Parameter parameter, ArrayValue value) {
        String name = parameter.name();
        boolean array = value.shape().length > 0;
        if (parameter.node().is(Op.INTEGERS)) {
            int[] integers = value.integers(name);
            return array ? compiled.bind(name, integers) : compiled.bind(name, integers[0]);
        }
        return array ? compiled.bind(name, value.elements()) : compiled.bind(name, value.elements()[0]);
    }

    @Override
    public double number(Node parameter) {
        return array(parameter)[0];
    }

    @Override
    public double[] array(Node parameter) {
        ArrayValue value =
                parameter.role() == Role.SEED ? seeds.get(parameter.index()) : values.get(function.nameOf(parameter));
        return value.elements();
    }

    @Override
    public int size(int index) {
        return sizes.known(index);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
