package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for the parameters of a function with arrays, and the sizes that their shapes say. */
final class ArrayPoint implements Interpreter.Inputs {
    private final FunctionGraph function;
    private final Map<String, ArrayValue> values;
    private final int[] sizes;

    /**
     * A point of a function.
     *
     * @param values the values of all parameters
     * @throws JacobiException where shapes do not fit each other
     */
    ArrayPoint(FunctionGraph function, Map<String, ArrayValue> values) {
        this.function = function;
        this.values = values;
        this.sizes = new int[function.sizes().size()];
        Arrays.fill(sizes, -1);
        function.parameters().forEach(this::takeSizes);
        function.parameters().forEach(this::checkShape);
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

    private void takeSizes(Parameter parameter) {
        List<Node> extents = extents(parameter.node());
        int[] shape = values.get(parameter.name()).shape();
        if (shape.length != extents.size()) {
            throw misfit("'" + parameter.name() + "' has rank " + extents.size() + ", found a value of rank "
                    + shape.length);
        }
        for (int d = 0; d < shape.length; d++) {
            if (extents.get(d).is(Op.SIZE) && sizes[extents.get(d).index()] < 0) {
                sizes[extents.get(d).index()] = shape[d];
            }
        }
    }

    private void checkShape(Parameter parameter) {
        int[] needed = shape(parameter.node());
        int[] found = values.get(parameter.name()).shape();
        if (!Arrays.equals(needed, found)) {
            throw misfit("'" + parameter.name() + "' has the extents " + Arrays.toString(found) + ", needed are "
                    + Arrays.toString(needed));
        }
    }

    private static List<Node> extents(Node node) {
        boolean array = node.type() == Type.ARRAY || node.type() == Type.INTEGERS;
        return array ? Loops.extents(node) : List.of();
    }

    /** The extents of a parameter or result. */
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

    private int known(int size) {
        if (sizes[size] < 0) {
            throw misfit("no array has the size " + function.sizes().get(size) + " as an extent, so it is not known");
        }
        return sizes[size];
    }

    /** All variables, flattened. */
    double[] x() {
        return function.variables().stream()
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
        for (int i = 0; i < sizes.length; i++) {
            bound = bound.bind(function.sizes().get(i), known(i));
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
        return values.get(function.nameOf(parameter)).elements();
    }

    @Override
    public int size(int index) {
        return known(index);
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
