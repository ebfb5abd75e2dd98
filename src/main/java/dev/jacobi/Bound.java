package dev.jacobi;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The data and sizes that a function has been given so far. Immutable. */
final class Bound {
    private final FunctionGraph function;
    private final List<Parameter> data;
    private final double[][] reals;
    private final int[][] integers;
    private final Sizes sizes;
    private final IndexData indices;
    private volatile Arguments last;

    private Bound(
            FunctionGraph function,
            List<Parameter> data,
            double[][] reals,
            int[][] integers,
            Sizes sizes,
            IndexData indices) {
        this.function = function;
        this.data = data;
        this.reals = reals;
        this.integers = integers;
        this.sizes = sizes;
        this.indices = indices.checked(integers, sizes);
    }

    static Bound nothing(FunctionGraph function) {
        List<Parameter> data = function.parameters().stream()
                .filter(parameter -> parameter.role() == Role.DATA)
                .toList();
        return new Bound(
                function,
                data,
                new double[data.size()][],
                new int[data.size()][],
                Sizes.unknown(function.sizes()),
                IndexData.of(function));
    }

    /**
     * This with data of reals.
     *
     * @param shape the extents, where they are known; the elements are row-major
     */
    Bound with(String name, double[] values, int... shape) {
        int index = index(name);
        if (data.get(index).node().is(Op.INTEGERS)) {
            throw misfit("data '" + name + "' is integer data; bind an int or an int[]");
        }
        double[][] newReals = reals.clone();
        newReals[index] = values;
        return new Bound(function, data, newReals, integers, fitted(index, values.length, shape), indices);
    }

    /** This with data of integers, or with an integer for a number or a size. */
    Bound with(String name, int value) {
        int size = function.sizes().indexOf(name);
        if (size >= 0) {
            return new Bound(function, data, reals, integers, sizes.with(size, value, "bind"), indices);
        }
        int index = index(name);
        return data.get(index).node().is(Op.INTEGERS)
                ? with(name, new int[] {value})
                : with(name, new double[] {value});
    }

    Bound with(String name, int[] values, int... shape) {
        int index = index(name);
        if (!data.get(index).node().is(Op.INTEGERS)) {
            throw misfit("data '" + name + "' is not integer data; bind a double or a double[]");
        }
        int[][] newIntegers = integers.clone();
        newIntegers[index] = values;
        Sizes fitted = fitted(index, values.length, shape);
        return new Bound(function, data, reals, newIntegers, fitted, indices.without(index));
    }

    private int index(String name) {
        int index = function.data().indexOf(name);
        if (index < 0) {
            String known = function.sizes().isEmpty() ? "" : ", the sizes " + function.sizes();
            throw misfit("there is no data named '" + name + "'; the data are " + function.data() + known);
        }
        return index;
    }

    /** The sizes with what the shape of data says of them. */
    private Sizes fitted(int index, int length, int[] shape) {
        Parameter parameter = data.get(index);
        List<Node> extents = Loops.extents(parameter.node());
        boolean flat = shape.length == 0 && extents.size() > 1;
        if (flat) {
            return sizes.mayTell(List.of(extents))
                    ? sizes.ofLength(List.of(extents), length, "data '" + parameter.name() + "'")
                    : sizes;
        }
        int[] found = shape.length == 0 && extents.size() == 1 ? new int[] {length} : shape;
        if (found.length != extents.size() || extents.isEmpty() && length != 1) {
            throw misfit("data '" + parameter.name() + "' has rank " + extents.size() + ", found an array of rank "
                    + Math.max(1, found.length));
        }
        Sizes fitted = sizes;
        for (int d = 0; d < found.length; d++) {
            fitted = fitted.ofExtent(extents.get(d), found[d], "data '" + parameter.name() + "'");
        }
        return fitted;
    }

    /** What a kernel takes where all variables together have this many elements. */
    Arguments arguments(int variables) {
        Arguments found = last;
        if (found == null || found.given() != variables) {
            found = counted(() -> complete(variables));
            last = found;
        }
        return found;
    }

    /** What a kernel takes, where data and sizes that are bound tell all sizes. */
    Arguments arguments() {
        Sizes known = told();
        if (!known.areKnown()) {
            throw misfit("the data that is bound does not tell all sizes (" + known
                    + "); bind the others by name, as in " + "bind(\"" + known.unknown() + "\", 10)");
        }
        return arguments(counted(() -> length(known, function.variableNodes())));
    }

    /** What counts elements, of which there may be too many. */
    static <T> T counted(Supplier<T> count) {
        try {
            return count.get();
        } catch (ArithmeticException e) {
            throw new JacobiException(
                    ErrorCode.LIMIT, "the arrays have more than 2^31 elements for these sizes, or one has no size", e);
        }
    }

    private Arguments complete(int variables) {
        Sizes complete = sizes.areKnown() ? sizes : found(variables);
        for (int i = 0; i < data.size(); i++) {
            check(i, complete);
        }
        indices.checked(integers, complete);
        int[] ints = Arrays.stream(integers).filter(array -> array != null).reduce(complete.values(), Bound::joined);
        double[] all = Arrays.stream(reals)
                .filter(array -> array != null)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        int n = length(complete, function.variableNodes());
        return new Arguments(variables, n, length(complete, function.results()), all, ints);
    }

    /** The sizes that the lengths of variables and flat data tell together, each where it leaves but one open. */
    private Sizes found(int variables) {
        List<List<Node>> shapes =
                function.variableNodes().stream().map(Loops::extents).toList();
        Sizes found = sizes;
        for (int round = 0; round <= data.size() && !found.areKnown(); round++) {
            if (found.mayTell(shapes)) {
                found = found.ofLength(shapes, variables, "x");
            }
            found = told(found);
        }
        return found.areKnown() ? found : found.ofLength(shapes, variables, "x");
    }

    /** Whether data of this number is given. */
    boolean has(int index) {
        return reals[index] != null || integers[index] != null;
    }

    /** The data of reals of this number, or null. */
    double[] reals(int index) {
        return reals[index];
    }

    /** The integer data of this number, or null. */
    int[] integers(int index) {
        return integers[index];
    }

    /** The same with copies of the arrays, which nobody else changes. */
    Bound copied() {
        double[][] ownReals = Arrays.stream(reals)
                .map(array -> array == null ? null : array.clone())
                .toArray(double[][]::new);
        int[][] ownIntegers = Arrays.stream(integers)
                .map(array -> array == null ? null : array.clone())
                .toArray(int[][]::new);
        return new Bound(function, data, ownReals, ownIntegers, sizes, indices);
    }

    /** The sizes that are known, and those that flat data tells, each array where it leaves but one open. */
    Sizes told() {
        Sizes found = sizes;
        for (int round = 0; round <= data.size() && !found.areKnown(); round++) {
            found = told(found);
        }
        return found;
    }

    private Sizes told(Sizes known) {
        Sizes found = known;
        for (int i = 0; i < data.size(); i++) {
            List<Node> extents = Loops.extents(data.get(i).node());
            int length = reals[i] != null ? reals[i].length : integers[i] != null ? integers[i].length : -1;
            if (length >= 0 && found.mayTell(List.of(extents))) {
                found = found.ofLength(
                        List.of(extents), length, "data '" + data.get(i).name() + "'");
            }
        }
        return found;
    }

    private void check(int index, Sizes complete) {
        Parameter parameter = data.get(index);
        boolean integer = parameter.node().is(Op.INTEGERS);
        if (integer ? integers[index] == null : reals[index] == null) {
            String name = parameter.name();
            throw misfit("data '" + name + "' is not bound; call bind(\"" + name + "\", value) first");
        }
        int found = integer ? integers[index].length : reals[index].length;
        int needed = length(complete, List.of(parameter.node()));
        if (found != needed) {
            throw misfit("data '" + parameter.name() + "' has " + found + " elements, needed are " + needed + "; sizes "
                    + complete);
        }
    }

    private static int[] joined(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** How many elements things have together. */
    static int length(Sizes sizes, List<Node> things) {
        int length = 0;
        for (Node thing : things) {
            boolean array = thing.type() == dev.jacobi.op.Type.ARRAY || thing.is(Op.INTEGERS);
            length = Math.addExact(length, array ? sizes.product(Loops.extents(thing)) : 1);
        }
        return length;
    }

    /** The numbers that stand for data that is bound, or null where it is not; of a function without arrays. */
    Double number(int index) {
        return reals[index] == null ? null : reals[index][0];
    }

    private static JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
