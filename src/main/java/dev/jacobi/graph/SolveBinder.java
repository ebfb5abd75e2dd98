package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Solving;
import dev.jacobi.diag.Span;
import dev.jacobi.op.Op;
import dev.jacobi.syntax.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One solve of the source, while its unknowns or their axes are open. Several unknowns, or an array of them, become one vector: the
 * elements of each unknown stand in it row-major, one unknown after the other.
 */
final class SolveBinder implements StagedBinder {
    private final Graph graph;
    private final Loops loops;
    private final Integers integers;
    private final Diagnostics diagnostics;
    private final Differentiation differentiation;
    private final Solving solving;
    private final Map<String, Node> scope;
    private final Expr.Solve expr;
    private final Function<Expr, Node> values;

    /** What is still to be done, in order. */
    private final Deque<Task> tasks = new ArrayDeque<>();

    private final StateAxes axes;

    private Node axis;
    private Node unknown;
    private boolean failed;

    /** @param values the node of an expression that has been lowered; null after a mistake in it */
    SolveBinder(
            Graph graph,
            Diagnostics diagnostics,
            Differentiation differentiation,
            Solving solving,
            Map<String, Node> scope,
            Expr.Solve expr,
            Function<Expr, Node> values) {
        this.graph = graph;
        this.loops = new Loops(graph);
        this.integers = new Integers(graph);
        this.diagnostics = diagnostics;
        this.differentiation = differentiation;
        this.solving = solving;
        this.scope = scope;
        this.expr = expr;
        this.values = values;
        this.axes = new StateAxes(graph, diagnostics, scope, values);
        plan();
    }

    private void plan() {
        for (Expr.State each : expr.unknowns()) {
            for (Expr.Axis own : each.axes()) {
                own.bounds().forEach(bound -> tasks.add(new Task(bound, null)));
                then(() -> axes.open(own));
            }
            tasks.add(new Task(each.first(), null));
            then(() -> each.axes().forEach(axes::leave));
        }
        then(this::openUnknowns);
        for (int k = 0; k < expr.residuals().size(); k++) {
            List<Expr.Axis> own =
                    k < expr.unknowns().size() ? expr.unknowns().get(k).axes() : List.of();
            then(() -> own.forEach(axes::enter));
            tasks.add(new Task(expr.residuals().get(k), null));
            then(() -> own.forEach(axes::leave));
        }
        then(() -> expr.unknowns().forEach(each -> scope.remove(each.name())));
    }

    private void then(Runnable done) {
        tasks.add(new Task(null, done));
    }

    @Override
    public Expr next() {
        return Task.next(tasks);
    }

    private boolean isVector() {
        return expr.unknowns().size() > 1 || expr.isArray();
    }

    private void openUnknowns() {
        axis = loops.axis(loops.integer(0), loops.integer(solving.iterations()));
        unknown = loops.state(axis, 0, isVector() ? List.of(length()) : List.of());
        for (int k = 0; k < expr.unknowns().size(); k++) {
            scope.put(expr.unknowns().get(k).name(), valueIn(unknown, k));
        }
    }

    /** How many elements the unknowns before one have. */
    private Node offset(int k) {
        Node offset = loops.integer(0);
        for (Expr.State each : expr.unknowns().subList(0, k)) {
            Node length = axes.of(each).stream()
                    .map(own -> own.arg(1))
                    .reduce((a, b) -> loops.arithmetic(Op.IMUL, a, b))
                    .orElse(loops.integer(1));
            offset = loops.arithmetic(Op.IADD, offset, length);
        }
        return offset;
    }

    private Node length() {
        return offset(expr.unknowns().size());
    }

    /** An unknown as what it is in the source, where all of them are elements of an array. */
    private Node valueIn(Node array, int k) {
        if (!isVector()) {
            return loops.read(array, List.of());
        }
        if (array == unknown
                && axes.of(expr.unknowns().get(k)).size() == 1
                && expr.unknowns().size() == 1) {
            return array;
        }
        List<Node> open = axes.of(expr.unknowns().get(k)).stream()
                .map(own -> loops.axis(own.arg(0), own.arg(1)))
                .toList();
        Node place = loops.integer(0);
        for (Node each : open) {
            place = loops.arithmetic(Op.IADD, loops.arithmetic(Op.IMUL, place, each.arg(1)), each);
        }
        Node element = loops.read(array, List.of(loops.arithmetic(Op.IADD, offset(k), place)));
        return open.isEmpty() ? element : loops.map(open, element);
    }

    /** A value that an element of the vector has, from those of the unknowns at their own axes. */
    private Node inRow(List<Node> parts, Node row) {
        if (!isVector()) {
            return parts.get(0);
        }
        Node whole = null;
        for (int k = parts.size() - 1; k >= 0; k--) {
            Map<Node, Node> there = new HashMap<>();
            Node rest = loops.arithmetic(Op.ISUB, row, offset(k));
            List<Node> own = axes.of(expr.unknowns().get(k));
            for (int d = own.size() - 1; d > 0; d--) {
                there.put(own.get(d), loops.arithmetic(Op.IMOD, rest, own.get(d).arg(1)));
                rest = loops.arithmetic(Op.IDIV, rest, own.get(d).arg(1));
            }
            there.put(own.isEmpty() ? row : own.get(0), own.isEmpty() ? row : rest);
            Node part = loops.substitute(parts.get(k), there);
            Node before = graph.apply(Op.LT, loops.real(row), loops.real(offset(k + 1)));
            whole = whole == null ? part : graph.select(before, part, whole);
        }
        return whole;
    }

    @Override
    public List<Node> results() {
        if (expr.residuals().size() != expr.unknowns().size()) {
            diagnostics.report(
                    ErrorCode.ARITY,
                    expr.span(),
                    "found " + FunctionLowering.count(expr.residuals().size(), "residual") + " for "
                            + FunctionLowering.count(expr.unknowns().size(), "unknown"));
            return null;
        }
        List<Node> guesses =
                numbers(expr.unknowns().stream().map(Expr.State::first).toList());
        List<Node> residuals = numbers(expr.residuals());
        if (failed || axes.failed() || !mayBeSolved()) {
            return null;
        }
        Node solve = solve(guesses, residuals);
        List<Node> results = new ArrayList<>();
        for (int k = 0; k < expr.unknowns().size(); k++) {
            results.add(valueIn(solve, k));
        }
        return results;
    }

    private List<Node> numbers(List<Expr> exprs) {
        List<Node> numbers = new ArrayList<>();
        exprs.forEach(each -> numbers.add(integers.number(each, values.apply(each), diagnostics)));
        failed |= numbers.stream().anyMatch(Objects::isNull);
        return numbers;
    }

    private boolean mayBeSolved() {
        if (differentiation == Differentiation.NONE) {
            return report(expr.nameSpan(), "solve needs derivatives, which cannot be taken here");
        }
        Set<String> mentioned = expr.residuals().stream()
                .flatMap(residual -> Expr.postorder(residual).stream())
                .filter(Expr.Name.class::isInstance)
                .map(name -> ((Expr.Name) name).name())
                .collect(Collectors.toSet());
        for (Expr.State each : expr.unknowns()) {
            if (!mentioned.contains(each.name())) {
                return report(each.nameSpan(), "no residual depends on the unknown '" + each.name() + "'");
            }
        }
        return true;
    }

    private Node solve(List<Node> guesses, List<Node> residuals) {
        List<Node> both = new ArrayList<>();
        for (int k = 0; k < (isVector() ? 2 : 0); k++) {
            both.add(loops.axis(loops.integer(0), length()));
        }
        Node row = both.isEmpty() ? null : both.get(0);
        Node residual = inRow(residuals, row);
        Node slope = isVector()
                ? loops.read(differentiation.gradient(graph, residual, unknown), List.of(both.get(1)))
                : differentiation.derivative(graph, residual, loops.read(unknown, List.of()));
        Node tolerance = graph.constant(solving.tolerance());
        return loops.solve(new Equation(axis, both, unknown, inRow(guesses, row), residual, slope, tolerance));
    }

    private boolean report(Span span, String message) {
        failed = true;
        diagnostics.report(ErrorCode.TYPE, span, message);
        return false;
    }
}
