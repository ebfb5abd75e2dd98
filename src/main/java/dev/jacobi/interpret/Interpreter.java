package dev.jacobi.interpret;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Evaluates a graph operation by operation, in the order of its nodes: the meaning of a formula, and the oracle that compiled code is
 * compared with. As simple as possible, and shares nothing with scheduling and emission.
 *
 * <p>A loop evaluates, for each value of its axes, the nodes that mention them. An element outside its array has no value, and neither has
 * what needs it, a whole array for one element; a branch not taken needs nothing.
 */
public final class Interpreter {
    private final Inputs inputs;
    private final boolean strict;
    private final double[] values;
    private final double[][] arrays;
    private final BitSet missing = new BitSet();
    private final Map<Node, List<Node>> cones = new HashMap<>();

    /** The values of parameters and sizes. Arrays are row-major; integer arrays hold whole numbers. */
    public interface Inputs {
        double number(Node parameter);

        double[] array(Node parameter);

        int size(int index);

        /** Those of a function whose parameters are single numbers. */
        static Inputs ofNumbers(ToDoubleFunction<Node> numbers) {
            return new Inputs() {
                @Override
                public double number(Node parameter) {
                    return numbers.applyAsDouble(parameter);
                }

                @Override
                public double[] array(Node parameter) {
                    throw new IllegalArgumentException("no array: " + parameter);
                }

                @Override
                public int size(int index) {
                    throw new IllegalArgumentException("no size " + index);
                }
            };
        }
    }

    private Interpreter(Graph graph, Inputs inputs, boolean strict) {
        this.inputs = inputs;
        this.strict = strict;
        this.values = new double[graph.size()];
        this.arrays = new double[graph.size()][];
    }

    /**
     * The values of the roots.
     *
     * @param parameters the value of each parameter's node
     * @param strict whether functions come from {@code StrictMath}
     */
    public static double[] evaluate(Graph graph, List<Node> roots, ToDoubleFunction<Node> parameters, boolean strict) {
        return evaluate(graph, roots, Inputs.ofNumbers(parameters), strict);
    }

    /**
     * The values of the roots one after the other, arrays row-major.
     *
     * @throws IndexOutOfBoundsException where a root needs an element outside its array
     */
    public static double[] evaluate(Graph graph, List<Node> roots, Inputs inputs, boolean strict) {
        Interpreter interpreter = new Interpreter(graph, inputs, strict);
        interpreter.run(graph, roots);
        return roots.stream()
                .map(interpreter::result)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The value of every node that the roots need, by id; conditions are 1 and 0; other nodes have no value (0). */
    public static double[] values(Graph graph, List<Node> roots, ToDoubleFunction<Node> parameters, boolean strict) {
        Interpreter interpreter = new Interpreter(graph, Inputs.ofNumbers(parameters), strict);
        interpreter.run(graph, roots);
        return interpreter.values;
    }

    private void run(Graph graph, List<Node> roots) {
        for (Node node : Walk.upward(graph, roots)) {
            if (node.axes().isEmpty()) {
                evaluate(graph, node);
            }
        }
    }

    private double[] result(Node root) {
        boolean array = root.type() == Type.ARRAY;
        if (missing.get(root.id())) {
            throw new IndexOutOfBoundsException("an index is outside its array, or an integer has no value");
        }
        return array ? arrays[root.id()] : new double[] {values[root.id()]};
    }

    private void evaluate(Graph graph, Node node) {
        missing.set(node.id(), lacksArgument(node));
        switch (node.op()) {
            case CONSTANT -> put(node, node.constant());
            case TRUTH -> put(node, node.truth() ? 1 : 0);
            case INTEGER -> put(node, node.integer());
            case PARAMETER -> put(node, inputs.number(node));
            case SIZE -> put(node, inputs.size(node.index()));
            case ARRAY, INTEGERS -> arrays[node.id()] = inputs.array(node);
            case AXIS -> {}
            case TO_REAL -> put(node, value(node.arg(0)));
            case READ, GATHER -> read(node);
            case MAP, SCATTER -> array(graph, node);
            case SUM, PROD, MAXIMUM, MINIMUM, ARGMAX, ARGMIN -> reduce(graph, node);
            default -> apply(node);
        }
    }

    private double value(Node node) {
        return values[node.id()];
    }

    private void put(Node node, double value) {
        values[node.id()] = value;
    }

    /** Whether an argument without which there is no value has none. */
    private boolean lacksArgument(Node node) {
        if (node.is(Op.SELECT) && !missing.get(node.arg(0).id())) {
            return missing.get(node.arg(value(node.arg(0)) != 0 ? 1 : 2).id());
        }
        if (node.is(Op.AND) || node.is(Op.OR)) {
            double decides = node.is(Op.AND) ? 0 : 1;
            for (int i = 0; i < 2; i++) {
                if (!missing.get(node.arg(i).id()) && value(node.arg(i)) == decides) {
                    put(node.arg(1 - i), missing.get(node.arg(1 - i).id()) ? decides : value(node.arg(1 - i)));
                    return false;
                }
            }
        }
        List<Node> outside = node.boundAxes();
        for (int i = outside.size(); i < node.arity() && outside.isEmpty(); i++) {
            if (missing.get(node.arg(i).id())) {
                return true;
            }
        }
        return false;
    }

    private void apply(Node node) {
        double x = value(node.arg(0));
        double y = node.arity() > 1 ? value(node.arg(1)) : 0;
        double z = node.arity() > 2 ? value(node.arg(2)) : 0;
        if (missing.get(node.id())) {
            return;
        }
        try {
            put(node, node.op().meaning(strict).of(x, y, z, node.integer()));
        } catch (ArithmeticException e) {
            // An integer that overflows, or is divided by zero.
            missing.set(node.id());
        }
    }

    private void read(Node node) {
        if (missing.get(node.id())) {
            return;
        }
        Node array = node.arg(0);
        int at = flat(Loops.extents(array), i -> node.arg(i + 1));
        if (at < 0) {
            missing.set(node.id());
        } else {
            put(node, arrays[array.id()][at]);
        }
    }

    /** The row-major place of indices, or -1 outside the array. */
    private int flat(List<Node> extents, IntFunction<Node> indices) {
        int at = 0;
        for (int i = 0; i < extents.size(); i++) {
            double index = value(indices.apply(i));
            double extent = value(extents.get(i));
            if (missing.get(indices.apply(i).id()) || !(index >= 0 && index < extent)) {
                return -1;
            }
            at = at * (int) extent + (int) index;
        }
        return at;
    }

    private void array(Graph graph, Node node) {
        List<Node> extents = Loops.extents(node);
        int length = 1;
        for (Node extent : extents) {
            length = Math.multiplyExact(length, (int) value(extent));
        }
        double[] elements = new double[length];
        boolean[] lacking = {false};
        List<Node> indices = node.is(Op.MAP) ? node.boundAxes() : Loops.indices(node);
        boolean complete = forEach(graph, node, () -> {
            if (node.is(Op.SCATTER) && value(Loops.condition(node)) == 0) {
                return;
            }
            int at = flat(extents, indices::get);
            lacking[0] |= at < 0 || missing.get(node.body().id());
            if (!lacking[0]) {
                elements[at] = node.is(Op.MAP) ? value(node.body()) : elements[at] + value(node.body());
            }
        });
        arrays[node.id()] = elements;
        missing.set(node.id(), lacking[0] || !complete);
    }

    private void reduce(Graph graph, Node node) {
        double[] best = {extremeOf(node)};
        double[] result = {node.is(Op.SUM) ? 0 : node.is(Op.PROD) ? 1 : node.type() == Type.INTEGER ? -1 : best[0]};
        boolean[] lacking = {false};
        boolean complete = forEach(graph, node, () -> {
            double body = value(node.body());
            lacking[0] |= missing.get(node.body().id());
            switch (node.op()) {
                case SUM -> result[0] += body;
                case PROD -> result[0] *= body;
                case MAXIMUM -> result[0] = Math.max(result[0], body);
                case MINIMUM -> result[0] = Math.min(result[0], body);
                default -> {
                    boolean better = node.is(Op.ARGMAX) ? body > best[0] : body < best[0];
                    boolean first = result[0] < 0 || !Double.isNaN(best[0]) && (better || Double.isNaN(body));
                    result[0] = first ? value(node.arg(0)) : result[0];
                    best[0] = first ? body : best[0];
                }
            }
        });
        put(node, result[0]);
        missing.set(node.id(), lacking[0] || !complete);
    }

    private static double extremeOf(Node node) {
        boolean largest = node.is(Op.MAXIMUM) || node.is(Op.ARGMAX);
        return largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /**
     * Runs the loops of a node and puts back what they overwrite: a loop round them may have the same axis, where neither mentions the
     * other's, and then some of the same nodes.
     *
     * @return whether all bounds have a value
     */
    private boolean forEach(Graph graph, Node loop, Runnable action) {
        List<Node> overwritten = new ArrayList<>(loop.boundAxes());
        overwritten.addAll(cones.computeIfAbsent(loop, key -> cone(graph, key)));
        double[] before = overwritten.stream().mapToDouble(this::value).toArray();
        double[][] arraysBefore =
                overwritten.stream().map(node -> arrays[node.id()]).toArray(double[][]::new);
        BitSet missingBefore = (BitSet) missing.clone();
        boolean complete = forEach(graph, loop, 0, action);
        for (int i = 0; i < before.length; i++) {
            int id = overwritten.get(i).id();
            values[id] = before[i];
            arrays[id] = arraysBefore[i];
            missing.set(id, missingBefore.get(id));
        }
        return complete;
    }

    /** The last axis runs fastest. Recurses over axes and loops, never over the graph. */
    private boolean forEach(Graph graph, Node loop, int depth, Runnable action) {
        List<Node> axes = loop.boundAxes();
        if (depth == axes.size()) {
            cones.get(loop).forEach(node -> evaluate(graph, node));
            action.run();
            return true;
        }
        Node axis = axes.get(depth);
        rangeOf(graph, axis);
        double lower = value(axis.arg(0));
        double upper = value(axis.arg(1));
        boolean complete = !missing.get(axis.arg(0).id()) && !missing.get(axis.arg(1).id());
        for (double i = lower; i < upper && complete; i++) {
            put(axis, i);
            complete = forEach(graph, loop, depth + 1, action);
        }
        return complete;
    }

    /** The bounds of an axis may mention axes before it. */
    private void rangeOf(Graph graph, Node axis) {
        for (Node node : Walk.upward(graph, List.of(axis.arg(0), axis.arg(1)))) {
            evaluate(graph, node);
        }
    }

    /** What is to be evaluated for each value of a loop's axes: the nodes below that mention them, and no axis of a loop further inside. */
    private static List<Node> cone(Graph graph, Node loop) {
        Set<Node> known = new HashSet<>(loop.axes());
        known.addAll(loop.boundAxes());
        List<Node> cone = new ArrayList<>();
        List<Node> parts = new ArrayList<>();
        for (int i = loop.boundAxes().size(); i < loop.arity(); i++) {
            parts.add(loop.arg(i));
        }
        loop.boundAxes().forEach(axis -> parts.addAll(axis.args()));
        for (Node node : Walk.upward(graph, parts)) {
            boolean mentions = node.axes().stream().anyMatch(loop.boundAxes()::contains);
            if (mentions && known.containsAll(node.axes())) {
                cone.add(node);
            }
        }
        return cone;
    }
}
