package dev.jacobi.interpret;

import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.graph.Scatter;
import dev.jacobi.graph.Scatter.Contribution;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** What the first external call threw that failed, else null. */
    private RuntimeException failure;

    private final Map<Node, List<Node>> extents = new HashMap<>();
    private final Map<Node, Loop> loops = new HashMap<>();
    private final Map<Node, Steps> steps = new HashMap<>();
    private final Map<Node, Iterations> iterations = new HashMap<>();
    private final Map<Node, Rows> systems = new HashMap<>();
    private final Map<List<Node>, Run> runs = new HashMap<>();
    private final Budget budget;
    /** The number of the pass of a loop that runs now. */
    private long pass;

    /** All values of the states of a recurrence, as they are during one pass; null where it has none. */
    private record Run(long pass, double[][] values) {}

    private Interpreter(Graph graph, Inputs inputs, boolean strict, Limits limits) {
        this.inputs = inputs;
        this.budget = new Budget(limits);
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
        return evaluate(graph, roots, inputs, strict, Limits.defaults());
    }

    /**
     * As the other, within the limits of run time: passes of loops are counted as they run, and no array is longer than a workspace.
     *
     * @throws JacobiException where a limit is crossed
     */
    public static double[] evaluate(Graph graph, List<Node> roots, Inputs inputs, boolean strict, Limits limits) {
        Interpreter interpreter = new Interpreter(graph, inputs, strict, limits);
        interpreter.run(graph, roots);
        return roots.stream()
                .map(interpreter::result)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The value of every node that the roots need, by id; conditions are 1 and 0; other nodes have no value (0). */
    public static double[] values(Graph graph, List<Node> roots, ToDoubleFunction<Node> parameters, boolean strict) {
        Interpreter interpreter = new Interpreter(graph, Inputs.ofNumbers(parameters), strict, Limits.defaults());
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
        if (missing.get(root.id()) && failure != null) {
            throw failure;
        }
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
            case STATE -> missing.set(node.id(), missing.get(node.id()) || arrays[node.id()] == null);
            case SCAN -> scan(graph, node);
            case SOLVE -> solve(graph, node);
            case LINEAR -> linear(graph, node);
            case CALL -> call(node);
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
            boolean decided = value(node.arg(0)) == (node.is(Op.AND) ? 0 : 1);
            return missing.get(node.arg(0).id())
                    || !decided && missing.get(node.arg(1).id());
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

    /** A call that fails has no value; whoever needs it fails with it. */
    private void call(Node node) {
        if (missing.get(node.id())) {
            return;
        }
        double[] arguments = node.args().stream().mapToDouble(this::value).toArray();
        try {
            put(node, node.external().declared().call(arguments));
        } catch (RuntimeException e) {
            missing.set(node.id());
            failure = failure == null ? e : failure;
        }
    }

    private void read(Node node) {
        if (missing.get(node.id())) {
            return;
        }
        Node array = node.arg(0);
        int at = flat(extents.computeIfAbsent(array, Loops::extents), i -> node.arg(i + 1));
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
        double[] elements = new double[length(extents)];
        boolean[] lacking = {false};
        boolean isMap = node.is(Op.MAP);
        List<Contribution> contributions = isMap
                ? List.of(new Contribution(node.body(), node.boundAxes()))
                : Scatter.of(node).contributions();
        boolean complete = forEach(graph, node, () -> {
            if (!isMap) {
                lacking[0] |= missing.get(Scatter.condition(node).id());
                if (value(Scatter.condition(node)) == 0) {
                    return;
                }
            }
            for (Contribution contribution : contributions) {
                int at = flat(extents, contribution.indices()::get);
                lacking[0] |= at < 0 || missing.get(contribution.value().id());
                if (!lacking[0]) {
                    double value = value(contribution.value());
                    elements[at] = isMap ? value : elements[at] + value;
                }
            }
        });
        arrays[node.id()] = elements;
        missing.set(node.id(), lacking[0] || !complete);
    }

    private int length(List<Node> extents) {
        int length = 1;
        for (Node extent : extents) {
            length = budget.product(length, (long) value(extent));
        }
        return length;
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

    /** The states of a recurrence are run together, once a pass. */
    private void scan(Graph graph, Node scan) {
        List<Node> states = scan.args();
        if (!runs.containsKey(states) || runs.get(states).pass != pass) {
            runs.put(states, new Run(pass, values(graph, scan)));
        }
        double[][] values = runs.get(states).values;
        missing.set(scan.id(), values == null);
        arrays[scan.id()] = values == null ? null : values[scan.number()];
    }

    private double[][] values(Graph graph, Node scan) {
        Steps loop = steps.computeIfAbsent(scan, key -> Steps.of(graph, key));
        double[][] values = new double[loop.states().size()][];
        // Of an index that is nowhere, -1, a range may be less than empty.
        boolean[] complete = {!missing.get(loop.count().id()) && value(loop.count()) >= 0};
        puttingBack(loop.overwritten(), () -> complete[0] = complete[0] && run(graph, loop, values));
        return complete[0] ? values : null;
    }

    private boolean run(Graph graph, Steps loop, double[][] values) {
        List<Recurrence.State> states = loop.states();
        int count = (int) value(loop.count());
        boolean complete = true;
        for (int k = 0; k < values.length; k++) {
            int length = length(Loops.extents(states.get(k).before()));
            values[k] = new double[budget.product(count + 1L, length)];
            complete &= fill(graph, loop.first().get(k), 0, states.get(k).first(), values[k], 0);
        }
        for (int step = 0; step < count && complete; step++) {
            for (int k = 0; k < values.length; k++) {
                int length = values[k].length / (count + 1);
                arrays[states.get(k).before().id()] = Arrays.copyOfRange(values[k], step * length, (step + 1) * length);
            }
            for (int k = 0; k < values.length; k++) {
                int offset = values[k].length / (count + 1) * (step + 1);
                pass(graph, loop.next().get(k), 0, step);
                complete &= fill(graph, loop.next().get(k), 1, states.get(k).next(), values[k], offset);
            }
        }
        return complete;
    }

    /** Where a value that the iterations need has none, there is no solution. */
    private void solve(Graph graph, Node solve) {
        Iterations loop = iterations.computeIfAbsent(solve, key -> Iterations.of(graph, key));
        double[] solution = new double[length(Loops.extents(solve))];
        boolean[] complete = {true};
        long outer = pass;
        puttingBack(loop.overwritten(), () -> {
            complete[0] = fill(graph, loop.guess(), 0, loop.equation().guess(), solution, 0);
            Newton.Part residual = (at, into) -> complete[0] &=
                    at(graph, loop, loop.residual(), loop.equation().residual(), at, into);
            Newton.Part slope = (at, into) ->
                    complete[0] &= at(graph, loop, loop.slope(), loop.equation().slope(), at, into);
            new Newton(loop.equation(), residual, slope).improve(solution);
        });
        pass = outer;
        arrays[solve.id()] = solution;
        missing.set(solve.id(), !complete[0]);
    }

    /** Computes what a body is at a value of the unknown; false where it has no value. */
    private boolean at(Graph graph, Iterations loop, Loop part, Node body, double[] unknown, double[] into) {
        arrays[loop.equation().unknown().id()] = unknown.clone();
        pass(graph, part, 0, 0);
        return fill(graph, part, 1, body, into, 0);
    }

    private void linear(Graph graph, Node linear) {
        Rows rows = systems.computeIfAbsent(linear, key -> Rows.of(graph, key));
        double[] solution = new double[length(Loops.extents(linear))];
        double[] elements = new double[budget.product(solution.length, solution.length)];
        puttingBack(rows.overwritten(), () -> {
            boolean complete = fill(graph, rows.matrix(), 0, linear.arg(2), elements, 0);
            missing.set(linear.id(), !fill(graph, rows.right(), 0, linear.arg(3), solution, 0) || !complete);
        });
        LinearSystems.solve(elements, solution);
        arrays[linear.id()] = solution;
    }

    /** The values of a body from an offset on; false where one is missing. The loop's axes before the given one have theirs. */
    private boolean fill(Graph graph, Loop loop, int axis, Node body, double[] into, int offset) {
        int[] at = {offset};
        boolean[] complete = {true};
        boolean bounded = forEach(graph, loop, axis, () -> {
            complete[0] &= !missing.get(body.id());
            into[at[0]++] = value(body);
        });
        return bounded && complete[0];
    }

    /**
     * Runs the loops of a node and puts back what they overwrite.
     *
     * @return whether all bounds have a value
     */
    private boolean forEach(Graph graph, Node node, Runnable action) {
        Loop loop = loops.computeIfAbsent(node, key -> Loop.of(graph, key));
        boolean[] complete = {false};
        puttingBack(loop.overwritten(), () -> complete[0] = forEach(graph, loop, 0, action));
        return complete[0];
    }

    /**
     * Puts back what an action overwrites: a loop round another may have the same axis, where neither mentions the other's, and then some
     * of the same nodes.
     */
    private void puttingBack(List<Node> overwritten, Runnable action) {
        double[] before = overwritten.stream().mapToDouble(this::value).toArray();
        double[][] arraysBefore =
                overwritten.stream().map(node -> arrays[node.id()]).toArray(double[][]::new);
        BitSet missingBefore = new BitSet();
        for (int i = 0; i < before.length; i++) {
            missingBefore.set(i, missing.get(overwritten.get(i).id()));
        }
        action.run();
        for (int i = 0; i < before.length; i++) {
            int id = overwritten.get(i).id();
            values[id] = before[i];
            arrays[id] = arraysBefore[i];
            missing.set(id, missingBefore.get(i));
        }
    }

    /** The last axis runs fastest. Recurses over axes and loops, never over the graph. */
    private boolean forEach(Graph graph, Loop loop, int depth, Runnable action) {
        if (depth == loop.axes().size()) {
            action.run();
            return true;
        }
        Node axis = loop.axes().get(depth);
        double lower = value(axis.arg(0));
        double upper = value(axis.arg(1));
        boolean complete =
                !missing.get(axis.arg(0).id()) && !missing.get(axis.arg(1).id());
        for (double i = lower; i < upper && complete; i++) {
            long outer = pass;
            pass(graph, loop, depth, i);
            complete = forEach(graph, loop, depth + 1, action);
            pass = outer;
        }
        return complete || loop.guards().stream().anyMatch(guard -> fails(guard, loop.axes(), depth));
    }

    /** Whether a condition fails that mentions no axis from a depth on. */
    private boolean fails(Node condition, List<Node> axes, int depth) {
        boolean known = axes.subList(depth, axes.size()).stream().noneMatch(condition.axes()::contains);
        return known && !missing.get(condition.id()) && value(condition) == 0;
    }

    /** Gives an axis a value, and the nodes that wait for it theirs. */
    private void pass(Graph graph, Loop loop, int depth, double index) {
        pass = budget.pass();
        put(loop.axes().get(depth), index);
        loop.cones().get(depth).forEach(node -> evaluate(graph, node));
    }
}
