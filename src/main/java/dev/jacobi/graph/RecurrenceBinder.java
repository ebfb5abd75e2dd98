package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One fold or scan of the source, while its axis, its states or their axes are open. */
final class RecurrenceBinder implements StagedBinder {
    private final Loops loops;
    private final Integers integers;
    private final Diagnostics diagnostics;
    private final Map<String, Node> scope;
    private final Expr.Recurrence expr;
    private final Function<Expr, Node> values;

    /** What is still to be done, in order. */
    private final Deque<Task> tasks = new ArrayDeque<>();

    /** The axes of states, which start at 0. */
    private final Map<Expr.Axis, Node> axes = new IdentityHashMap<>();

    /** Where axes start in the source. */
    private final Map<Expr.Axis, Node> lower = new IdentityHashMap<>();

    private Node steps;
    private boolean failed;

    /** @param values the node of an expression that has been lowered; null after a mistake in it */
    RecurrenceBinder(
            Graph graph,
            Diagnostics diagnostics,
            Map<String, Node> scope,
            Expr.Recurrence expr,
            Function<Expr, Node> values) {
        this.loops = new Loops(graph);
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
        this.scope = scope;
        this.expr = expr;
        this.values = values;
        plan();
    }

    private void plan() {
        expr.axis().bounds().forEach(this::lower);
        for (Expr.State state : expr.states()) {
            for (Expr.Axis axis : state.axes()) {
                axis.bounds().forEach(this::lower);
                then(() -> open(axis));
            }
            lower(state.first());
            then(() -> state.axes().forEach(axis -> scope.remove(axis.name())));
        }
        then(this::openSteps);
        for (int k = 0; k < expr.next().size(); k++) {
            List<Expr.Axis> own =
                    k < expr.states().size() ? expr.states().get(k).axes() : List.of();
            then(() -> own.forEach(axis -> scope.put(axis.name(), index(axis, axes.get(axis)))));
            lower(expr.next().get(k));
            then(() -> own.forEach(axis -> scope.remove(axis.name())));
        }
        then(this::closeSteps);
    }

    private void lower(Expr part) {
        tasks.add(new Task(part, null));
    }

    private void then(Runnable done) {
        tasks.add(new Task(null, done));
    }

    @Override
    public Expr next() {
        return Task.next(tasks);
    }

    /** Opens an axis of a state: it starts at 0. */
    private void open(Expr.Axis axis) {
        Node axisNode = loops.axis(loops.integer(0), length(axis));
        if (axisNode.axes().size() > 1) {
            failed = true;
            diagnostics.report(ErrorCode.TYPE, axis.span(), "the extents of an array cannot depend on other axes");
        }
        axes.put(axis, axisNode);
        scope.put(axis.name(), index(axis, axisNode));
    }

    private void openSteps() {
        Node count = length(expr.axis());
        steps = loops.axis(loops.integer(0), integers.atLeastZero(count));
        scope.put(expr.axis().name(), index(expr.axis(), steps));
        for (int k = 0; k < expr.states().size(); k++) {
            Node before = before(k);
            boolean number = expr.states().get(k).axes().isEmpty();
            scope.put(expr.states().get(k).name(), number ? loops.read(before, List.of()) : before);
        }
    }

    private void closeSteps() {
        scope.remove(expr.axis().name());
        expr.states().forEach(state -> scope.remove(state.name()));
    }

    private Node before(int k) {
        return loops.state(steps, k, extents(own(k)));
    }

    private List<Node> own(int k) {
        return expr.states().get(k).axes().stream().map(axes::get).toList();
    }

    private static List<Node> extents(List<Node> axes) {
        return axes.stream().map(axis -> axis.arg(1)).toList();
    }

    /** How many values an axis takes. After a mistake any number will do, so that those of the values are found. */
    private Node length(Expr.Axis axis) {
        Node from = axis.lower() == null ? loops.integer(0) : bound(axis.lower());
        Node to = bound(axis.upper());
        failed |= from == null || to == null;
        lower.put(axis, from == null ? loops.integer(0) : from);
        return from == null || to == null ? loops.integer(1) : loops.arithmetic(Op.ISUB, to, from);
    }

    private Node bound(Expr end) {
        return integers.bound(end, values.apply(end), diagnostics);
    }

    /** What an axis of the source is, over one that starts at 0. */
    private Node index(Expr.Axis axis, Node zeroBased) {
        return loops.arithmetic(Op.IADD, lower.get(axis), zeroBased);
    }

    /** The result for each state, or null after a mistake. */
    @Override
    public List<Node> results() {
        int count = expr.states().size();
        if (expr.next().size() != count) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    expr.span(),
                    "found " + FunctionLowering.count(expr.next().size(), "next value") + " for "
                            + FunctionLowering.count(count, "state"));
            return null;
        }
        List<Recurrence.State> states = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Node first = number(expr.states().get(k).first());
            Node next = number(expr.next().get(k));
            failed |= first == null || next == null;
            states.add(new Recurrence.State(before(k), own(k), first, next));
        }
        if (!failed && expr.every() && !steps.arg(1).axes().isEmpty()) {
            failed = true;
            diagnostics.report(ErrorCode.TYPE, expr.axis().span(), "the length of a scan cannot depend on other axes");
        }
        if (failed) {
            return null;
        }
        List<Node> results = new ArrayList<>();
        for (Node scan : loops.scans(new Recurrence(steps, states))) {
            results.add(result(scan));
        }
        return results;
    }

    private Node number(Expr value) {
        return integers.number(value, values.apply(value), diagnostics);
    }

    /** What the language gives of a SCAN: all but the first values, or the last ones. */
    private Node result(Node scan) {
        List<Node> extents = Loops.extents(scan);
        List<Node> result = new ArrayList<>();
        List<Node> indices = new ArrayList<>();
        if (expr.every()) {
            Node step = loops.axis(loops.integer(0), steps.arg(1));
            result.add(step);
            indices.add(loops.arithmetic(Op.IADD, step, loops.integer(1)));
        } else {
            indices.add(steps.arg(1));
        }
        for (Node extent : extents.subList(1, extents.size())) {
            Node axis = loops.axis(loops.integer(0), extent);
            result.add(axis);
            indices.add(axis);
        }
        Node element = loops.read(scan, indices);
        return result.isEmpty() ? element : loops.map(result, element);
    }
}
