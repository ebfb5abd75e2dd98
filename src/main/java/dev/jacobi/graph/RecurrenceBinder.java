package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private final StateAxes axes;

    private Node steps;

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
        this.axes = new StateAxes(graph, diagnostics, scope, values);
        plan();
    }

    private void plan() {
        expr.axis().bounds().forEach(this::lower);
        for (Expr.State state : expr.states()) {
            for (Expr.Axis axis : state.axes()) {
                axis.bounds().forEach(this::lower);
                then(() -> axes.open(axis));
            }
            lower(state.first());
            then(() -> state.axes().forEach(axes::leave));
        }
        then(this::openSteps);
        for (int k = 0; k < expr.next().size(); k++) {
            List<Expr.Axis> own =
                    k < expr.states().size() ? expr.states().get(k).axes() : List.of();
            then(() -> own.forEach(axes::enter));
            lower(expr.next().get(k));
            then(() -> own.forEach(axes::leave));
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

    private void openSteps() {
        Node count = axes.length(expr.axis());
        steps = loops.axis(loops.integer(0), integers.atLeastZero(count));
        scope.put(expr.axis().name(), axes.index(expr.axis(), steps));
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
        return axes.of(expr.states().get(k));
    }

    private static List<Node> extents(List<Node> axes) {
        return axes.stream().map(axis -> axis.arg(1)).toList();
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
        boolean failed = axes.failed();
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
